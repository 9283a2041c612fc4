package dev.athanor.cli.command;

import dev.athanor.cli.project.Evaluations;
import dev.athanor.eval.file.EvaluationSettings;
import dev.athanor.cli.view.PlanText;
import dev.athanor.cli.workshop.Evaluated;
import dev.athanor.cli.workshop.Evaluating;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.eval.experiment.ExperimentProgram;
import dev.athanor.eval.report.Forecast;
import dev.athanor.eval.report.Known;
import dev.athanor.journal.RunQuery;
import dev.athanor.journal.RunState;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code athanor eval plan}. */
@Command(name = "plan", sortOptions = false, description = {
    "Say beforehand what an evaluation can tell and what it costs: which difference so many cases find, and how",
    "many would find a smaller one. Asks nothing; everything that can be checked is checked."})
final class EvalPlanCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "EVAL", description = "The evaluation: its name in the folder evals, or a file.")
  private String evaluation = "";

  EvalPlanCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    try (Workshop workshop = invocation.workshop()) {
      EvaluationSettings settings =
          new Evaluations(workshop.project()).read(evaluation, invocation.surroundings()
              .workingDirectory());
      Experiment experiment = Evaluating.of(workshop, settings).experiment("");
      PlanText text =
          new PlanText(experiment,
              Forecast.of(experiment, settings.report().margin(), earlier(workshop, experiment.name()).map(
                  each -> each.report(Known.NOTHING))));
      if (invocation.json()) {
        invocation.json(text.json());
      } else {
        invocation.screen().result(text.lines(invocation.screen()));
      }
      return ExitCode.OK.number();
    }
  }

  private static Optional<Evaluated> earlier(Workshop workshop, String name) {
    return workshop.journal()
        .runs(new RunQuery(Optional.of(ExperimentProgram.NAME), Optional.of(RunState.DONE), true,
            Integer.MAX_VALUE))
        .stream().map(run -> Evaluated.of(workshop.recording(run.id()))).filter(each -> each
            .experiment().name().equals(name))
        .findFirst();
  }
}
