package dev.athanor.cli.command;

import dev.athanor.cli.view.CaseText;
import dev.athanor.cli.workshop.Evaluated;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code athanor eval report}. */
@Command(name = "report", sortOptions = false, description = {
    "Show what an experiment has shown: numbers with their intervals, differences, cases, gates.",
    "Ends with the code of the gates: 0 passed, 16 failed, 17 undecided."},
    footer = {"", "Example: athanor eval report last"})
final class EvalReportCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(arity = "0..1", paramLabel = "RUN", defaultValue = RunNames.LAST,
      description = RunNames.EXPERIMENT_HELP)
  private String run = RunNames.LAST;

  @Option(names = "--case", paramLabel = "ID",
      description = "Show one case: what was asked, each answer, each score.")
  private @Nullable String one;

  @Mixin
  private EvalOutputs outputs = new EvalOutputs();

  EvalReportCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    if (one != null && outputs.named()) {
      throw AthanorException.user("report-options", "--case " + one + " is here beside --html, --markdown or"
          + " --junit, which are about the whole report; leave one of the two out");
    }
    try (Workshop workshop = invocation.workshop()) {
      Evaluated evaluated =
          Evaluated.of(workshop.recording(new RunNames(workshop.journal()).experiment(run).id()));
      String wanted = one;
      if (wanted == null) {
        return outputs.tell(workshop, evaluated, invocation).number();
      }
      CaseText text = CaseText.of(evaluated, wanted);
      if (invocation.json()) {
        invocation.json(text.json());
      } else {
        invocation.screen().result(text.lines(invocation.screen()));
      }
      return ExitCode.OK.number();
    }
  }
}
