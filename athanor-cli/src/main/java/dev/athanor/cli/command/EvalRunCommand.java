package dev.athanor.cli.command;

import dev.athanor.cli.project.Evaluations;
import dev.athanor.eval.file.EvaluationSettings;
import dev.athanor.cli.project.LabSettings;
import dev.athanor.cli.terminal.Progress;
import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.view.AnswerText;
import dev.athanor.cli.view.Wording;
import dev.athanor.cli.workshop.Evaluated;
import dev.athanor.cli.workshop.Evaluating;
import dev.athanor.cli.workshop.SuiteEvaluating;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Split;
import dev.athanor.eval.dataset.file.Seal;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.eval.experiment.Results;
import dev.athanor.journal.RunId;
import dev.athanor.json.Hash;
import dev.athanor.promptfoo.suite.SuiteFile;
import dev.athanor.run.Handle;
import dev.athanor.run.Outcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code athanor eval run}. */
@Command(name = "run", sortOptions = false, description = {
    "Put systems to cases, score what they answer, and report.",
    "What an earlier experiment has asked of the same system for the same case is not asked again."},
    footer = {"", "Example: athanor eval run answers"})
final class EvalRunCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "EVAL", description = {
      "The evaluation: its name in the folder evals, or a file; a suite of promptfoo (promptfooconfig.yaml)",
      "runs unchanged."})
  private String evaluation = "";

  @Option(names = "--fresh", description = "Draw everything that is sampled anew.")
  private boolean fresh;

  @Option(names = "--first", paramLabel = "N", description = "Ask the first N cases only.")
  private @Nullable Integer first;

  @Option(names = "--split", paramLabel = "SPLIT", description = {
      "Ask the cases of this split: train, validation, or test, which is sealed: an opening is written down and",
      "counted, and shows only whether the gates hold."})
  private @Nullable String split;

  @Option(names = "--run", paramLabel = "NAME", description = "How the run is to be called.")
  private @Nullable String name;

  @Mixin
  private SuiteOptions suite = new SuiteOptions();

  @Mixin
  private AskerOptions asking = new AskerOptions();

  @Mixin
  private EvalOutputs outputs = new EvalOutputs();

  EvalRunCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Interruption.prepare();
    Path file = invocation.path(evaluation);
    if (SuiteFile.is(file)) {
      return suite(file);
    }
    suite.refuseFor(evaluation);
    try (Workshop workshop = invocation.workshop()) {
      Optional<LabSettings> lab = new Evaluations(workshop.project())
          .lab(evaluation, invocation.surroundings().workingDirectory(), workshop.journal().now());
      if (lab.isPresent()) {
        return replay(workshop, lab.get());
      }
      asking.applyTo(workshop);
      EvaluationSettings settings =
          new Evaluations(workshop.project()).read(evaluation, invocation.surroundings()
              .workingDirectory());
      Evaluating evaluating = Evaluating.of(workshop, settings.asking(cases(settings.cases())));
      RunId id = new RunNames(workshop.journal()).free(name);
      Experiment experiment = evaluating.experiment(fresh ? id + "/" : "");
      if (evaluating.sealed()) {
        open(settings, id, evaluating.sealedCases());
      }
      return run(workshop, id, experiment, () -> evaluating.start(id, experiment));
    }
  }

  private int suite(Path file) {
    if (split != null) {
      throw AthanorException.user("suite-option", "--split is " + split
          + ", and a suite of promptfoo has no splits; leave it out");
    }
    try (Workshop workshop = invocation.recordingWorkshop()) {
      SuiteEvaluating evaluating =
          new SuiteRun(invocation, file, suite).ready(workshop, Optional.ofNullable(checked(first)));
      RunId id = new RunNames(workshop.journal()).free(name);
      Experiment experiment = evaluating.experiment(fresh ? id + "/" : "");
      return run(workshop, id, experiment, () -> evaluating.start(id, experiment));
    }
  }

  /** Its cases are runs, which were asked by somebody among some documents: nothing of that can be said here. */
  private int replay(Workshop workshop, LabSettings lab) {
    if (fresh || first != null || split != null || asking.given()) {
      throw AthanorException.user("lab-options", "the cases of " + evaluation + " are runs: which of them its"
          + " dataset says, and who asked is kept; leave out --fresh, --first, --split, --as, --filter and --index");
    }
    return LabCommand.run(workshop, lab, new RunNames(workshop.journal()).free(name), outputs, invocation);
  }

  private EvaluationSettings.Cases cases(EvaluationSettings.Cases written) {
    Integer most = checked(first);
    EvaluationSettings.Cases cases = split == null ? written : written.of(Split.named(split));
    return most == null ? cases : cases.first(most);
  }

  private static @Nullable Integer checked(@Nullable Integer first) {
    if (first != null && first < 1) {
      throw AthanorException.user("limit", "--first is " + first + "; expected at least 1");
    }
    return first;
  }

  private void open(EvaluationSettings settings, RunId id, Hash sealed) {
    int times =
        Seal.of(settings.cases().dataset()).open(new Seal.Use(Instant.now(), settings.name(), id.value(),
            sealed));
    invocation.screen()
        .note("The sealed cases are opened, for the " + times + ". of " + Seal.MOST + " times.");
  }

  private int run(Workshop workshop, RunId id, Experiment experiment, Supplier<Handle<Results>> start) {
    Screen screen = invocation.screen();
    screen.note("run " + id + ": " + Wording.count(experiment.arms().size(), "system") + ", "
        + Wording.count(experiment
            .dataset().cases().size(), "case")
        + ", " + Wording.count(experiment.trials(), "trial"));
    Outcome<Results> outcome;
    try (Progress progress = screen.progress("trials");
        Interruption _ = Interruption.says(invocation, "go on with: athanor eval resume " + id)) {
      workshop.watch(new TrialProgress(id, experiment, progress));
      outcome = start.get().outcome();
    }
    return finish(workshop, id, outcome, outputs, invocation);
  }

  /** Shows what came of an experiment. */
  static int finish(Workshop workshop, RunId id, Outcome<?> outcome, EvalOutputs outputs,
      Invocation invocation) {
    if (outcome instanceof Outcome.Done<?>) {
      return outputs.tell(workshop, Evaluated.of(workshop.recording(id)), invocation).number();
    }
    AnswerText.obstacle(id.value(), outcome).forEach(invocation.screen()::error);
    return ExitCode.of(outcome).number();
  }
}
