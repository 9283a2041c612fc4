package dev.athanor.cli.command;

import dev.athanor.cli.project.Evaluations;
import dev.athanor.cli.view.AnswerText;
import dev.athanor.cli.view.CalibrationText;
import dev.athanor.cli.view.Wording;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.eval.calibration.Calibration;
import dev.athanor.eval.calibration.LiveVerdicts;
import dev.athanor.eval.calibration.VerdictFile;
import dev.athanor.eval.dataset.file.CaseLines;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.journal.Budget;
import dev.athanor.journal.RunId;
import dev.athanor.json.Json;
import dev.athanor.run.Outcome;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code athanor judge calibrate}. */
@Command(name = "calibrate", sortOptions = false, description = {
    "Measure a judge against people: how often they agree, beyond chance too, where it errs, and whether it likes what",
    "comes first or is longer. Verdicts are recorded ones, a JSON object a line:",
    "{\"id\": \"q1\", \"label\": \"pass\", \"verdict\": \"fail\"}, or of a pair first or second, and \"swapped\" for the",
    "verdict in the other order; with --scorer the judge is asked now. What comes of it is kept in evals/judges."},
    footer = {"", "Example: athanor judge calibrate labels.jsonl --verdicts judged.jsonl --name helpful",
        "         athanor judge calibrate labels.jsonl --eval answers --scorer faithfulness"})
final class JudgeCalibrateCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "LABELS", description = "What people say: .jsonl, or .jsonl.gz.")
  private String labels = "";

  @Option(names = "--verdicts", paramLabel = "FILE",
      description = "What the judge says, by the same ids, if it isn't beside the labels.")
  private @Nullable String verdicts;

  @Option(names = "--scorer", paramLabel = "SCORER", description = {
      "Ask this judge: its settings as JSON, or with --eval its name. Each line has beside its label the input and",
      "the output, or the outputs of a pair, which are shown in both orders."})
  private @Nullable String scorer;

  @Option(names = "--eval", paramLabel = "EVAL", description = "The evaluation that has the scorer.")
  private @Nullable String evaluation;

  @Option(names = "--threshold", paramLabel = "NUMBER",
      description = "From which value on an output passes, of a judge that gives more than pass and fail; 0.5 without it.")
  private double threshold = 0.5;

  @Option(names = "--budget", paramLabel = "DOLLARS", description = "What the judge may cost at most.")
  private @Nullable BigDecimal dollars;

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
    if (scorer == null) {
      if (evaluation != null || dollars != null) {
        throw AthanorException.user("judge-options", (evaluation == null ? "--budget" : "--eval")
            + " is for a judge that is asked now; name it with --scorer, or leave it out");
      }
      return calibrated(Optional.ofNullable(verdicts).map(invocation::path), Optional.ofNullable(judge));
    }
    if (verdicts != null) {
      throw AthanorException.user("judge-options",
          "--scorer asks the judge now, and --verdicts has what it said before; leave one of the two out");
    }
    Interruption.prepare();
    try (Workshop workshop = invocation.workshop()) {
      return asked(workshop, settings(scorer));
    }
  }

  private ObjectNode settings(String wanted) {
    if (evaluation == null) {
      return wanted.startsWith("{") && Json.parse(wanted) instanceof ObjectNode given ? given
          : Json.object().put("scorer", wanted);
    }
    List<ObjectNode> there = new Evaluations(invocation.project())
        .read(evaluation, invocation.surroundings().workingDirectory()).scorers();
    return there.stream().filter(each -> each.path("scorer").asString("").equals(wanted)).findFirst()
        .orElseThrow(() -> AthanorException.user("scorer-unknown", "the evaluation " + evaluation
            + " has no scorer " + wanted + "; it has "
            + there.stream().map(each -> each.path("scorer").asString(""))
                .toList()));
  }

  private int asked(Workshop workshop, ObjectNode settings) {
    Metric metric = workshop.scorers().make(settings).metric();
    LiveVerdicts.Request request = LiveVerdicts.Request.of(invocation.path(labels), settings, threshold);
    RunId id = RunId.fresh();
    invocation.screen().note("run " + id + ": asking " + metric.name() + " about "
        + Wording.count(request.cases().size(), "case"));
    Outcome<List<ObjectNode>> outcome;
    try (Interruption _ =
        Interruption.says(invocation, "call the same command again, which asks only the rest")) {
      outcome =
          workshop.judge(id, request, dollars == null ? Budget.UNLIMITED : Budget.UNLIMITED.dollars(dollars));
    }
    if (!(outcome instanceof Outcome.Done<List<ObjectNode>>(var said))) {
      AnswerText.obstacle(id.value(), outcome).forEach(invocation.screen()::error);
      return ExitCode.of(outcome).number();
    }
    String called = judge == null ? metric.name() : judge;
    ObjectNode who = LiveVerdicts.description(settings, metric, threshold).put("name", called);
    Path file = Calibrations.of(workshop.project()).verdicts(name == null ? Calibrations.slug(called) : name);
    CaseLines.write(file,
        said.stream().map(each -> each.deepCopy().set("judge", who).toString()).toList());
    return calibrated(Optional.of(file), Optional.empty());
  }

  private int calibrated(Optional<Path> said, Optional<String> who) {
    Calibrations kept = Calibrations.of(invocation.project());
    Calibration calibration = new VerdictFile(invocation.path(labels), said, who).read();
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
