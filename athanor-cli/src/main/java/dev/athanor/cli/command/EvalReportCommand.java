package dev.athanor.cli.command;

import dev.athanor.cli.view.CaseText;
import dev.athanor.cli.workshop.Evaluated;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.eval.experiment.ExperimentProgram;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunQuery;
import java.util.Optional;
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
  private static final String LAST = "last";

  private final Invocation invocation;

  @Parameters(arity = "0..1", paramLabel = "RUN", defaultValue = LAST,
      description = "The experiment: its name, the beginning of its name, or \"last\" for the newest one.")
  private String run = LAST;

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
    try (Workshop workshop = invocation.workshop()) {
      Evaluated evaluated = Evaluated.of(workshop.recording(find(workshop)));
      String wanted = one;
      if (wanted == null) {
        return outputs.tell(evaluated, invocation).number();
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

  private RunId find(Workshop workshop) {
    if (!run.equals(LAST)) {
      return new RunNames(workshop.journal()).find(run).id();
    }
    return workshop.journal()
        .names(new RunQuery(Optional.of(ExperimentProgram.NAME), Optional.empty(), true, 1))
        .stream().findFirst().orElseThrow(() -> AthanorException.user("no-experiment",
            "there are no experiments yet; make one with: athanor eval run EVAL"));
  }
}
