package dev.athanor.cli.command;

import dev.athanor.cli.view.CalibrationText;
import dev.athanor.eval.calibration.Calibration;
import dev.athanor.eval.calibration.VerdictFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code athanor judge calibrate}. */
@Command(name = "calibrate", sortOptions = false, description = {
    "Measure a judge against people: how often they agree, beyond chance too, where it errs, and whether it likes what",
    "comes first or is longer. Verdicts are recorded ones, a JSON object a line:",
    "{\"id\": \"q1\", \"label\": \"pass\", \"verdict\": \"fail\"}, or of a pair first or second, and \"swapped\" for the",
    "verdict in the other order. What comes of it is kept in evals/judges."},
    footer = {"", "Example: athanor judge calibrate labels.jsonl --verdicts judged.jsonl --name helpful"})
final class JudgeCalibrateCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "LABELS", description = "What people say: .jsonl, or .jsonl.gz.")
  private String labels = "";

  @Option(names = "--verdicts", paramLabel = "FILE",
      description = "What the judge says, by the same ids, if it isn't beside the labels.")
  private @Nullable String verdicts;

  @Option(names = "--judge", paramLabel = "JUDGE",
      description = "Which judge, if there are verdicts of several; else what to call it.")
  private @Nullable String judge;

  @Option(names = "--name", paramLabel = "NAME",
      description = "How the calibration is to be called; as the judge without it.")
  private @Nullable String name;

  @Option(names = "--replace", description = "Write over a calibration of another judge.")
  private boolean replace;

  JudgeCalibrateCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Calibrations kept = Calibrations.of(invocation.project());
    Calibration calibration = new VerdictFile(invocation.path(labels),
        Optional.ofNullable(verdicts).map(invocation::path), Optional.ofNullable(judge)).read();
    CalibrationText text = CalibrationText.of(calibration);
    String called = name == null ? Calibrations.slug(calibration.judge().name()) : name;
    Path file = kept.write(called, text.json(), replace);
    if (invocation.json()) {
      invocation.json(text.json().put("file", file.toString()));
    } else {
      invocation.screen().result(text.lines(invocation.screen()));
      invocation.screen().note("Kept in " + invocation.shown(file) + ".");
    }
    return ExitCode.OK.number();
  }
}
