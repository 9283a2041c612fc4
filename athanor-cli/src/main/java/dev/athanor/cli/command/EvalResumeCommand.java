package dev.athanor.cli.command;

import dev.athanor.cli.terminal.Progress;
import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.workshop.Evaluated;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.eval.experiment.ExperimentProgram;
import dev.athanor.error.AthanorException;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunQuery;
import dev.athanor.journal.RunRecord;
import dev.athanor.run.Outcome;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code athanor eval resume}. */
@Command(name = "resume", sortOptions = false, description = {
    "Go on with an experiment that was interrupted, and report. What it has done is not done again."})
final class EvalResumeCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(arity = "0..1", paramLabel = "RUN",
      description = {RunNames.EXPERIMENT_HELP, "Without it: the newest experiment that is not over."})
  private @Nullable String run;

  @Mixin
  private EvalOutputs outputs = new EvalOutputs();

  EvalResumeCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Interruption.prepare();
    try (Workshop workshop = invocation.workshop()) {
      String typed = run;
      RunRecord record =
          typed == null ? unfinished(workshop) : new RunNames(workshop.journal()).experiment(typed);
      RunId id = record.id();
      Evaluated evaluated = Evaluated.of(workshop.recording(id));
      Screen screen = invocation.screen();
      Outcome<?> outcome;
      try (Progress progress = screen.progress("trials");
          Interruption _ = Interruption.says(invocation, "go on with: athanor eval resume " + id)) {
        workshop.watch(new TrialProgress(id, evaluated.experiment(), progress));
        outcome = workshop.drive(id);
      }
      return EvalRunCommand.finish(workshop, id, outcome, outputs, invocation);
    }
  }

  private static RunRecord unfinished(Workshop workshop) {
    return workshop.journal().runs(new RunQuery(Optional.of(ExperimentProgram.NAME), Optional.empty(), true,
        Integer.MAX_VALUE)).stream().filter(each -> !each.state().over()).findFirst()
        .orElseThrow(() -> AthanorException.user("nothing-unfinished",
            "all experiments are over; list them with: athanor eval"));
  }
}
