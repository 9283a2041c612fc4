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
import dev.athanor.promptfoo.suite.SuiteFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code athanor eval plan}. */
@Command(name = "plan", sortOptions = false, description = {
    "Say beforehand what an evaluation can tell and what it costs: which difference so many cases find, and how",
    "many would find a smaller one. Asks nothing; everything that can be checked is checked."})
final class EvalPlanCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "EVAL", description = {
      "The evaluation: its name in the folder evals, or a file; also a suite of promptfoo."})
  private String evaluation = "";

  @Mixin
  private SuiteOptions suite = new SuiteOptions();

  EvalPlanCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Path file = invocation.path(evaluation);
    if (SuiteFile.is(file)) {
      try (Workshop workshop = invocation.recordingWorkshop()) {
        SuiteRun run = new SuiteRun(invocation, file, suite);
        return tell(workshop, run.ready(workshop, Optional.empty()).experiment(""), Optional.empty());
      }
    }
    suite.refuseFor(evaluation);
    try (Workshop workshop = invocation.workshop()) {
      EvaluationSettings settings =
          new Evaluations(workshop.project()).read(evaluation, invocation.surroundings()
              .workingDirectory());
      return tell(workshop, Evaluating.of(workshop, settings).experiment(""), settings.report().margin());
    }
  }

  private int tell(Workshop workshop, Experiment experiment, Optional<Double> margin) {
    PlanText text = new PlanText(experiment, Forecast.of(experiment, margin,
        earlier(workshop, experiment.name()).map(each -> each.report(Known.NOTHING))));
    if (invocation.json()) {
      invocation.json(text.json());
    } else {
      invocation.screen().result(text.lines(invocation.screen()));
    }
    return ExitCode.OK.number();
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
