package dev.athanor.eval.experiment;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.scorer.Metric;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.eval.scorer.Shared;
import dev.athanor.eval.scorer.Trail;
import dev.athanor.journal.Failure;
import dev.athanor.model.ModelFailures;
import dev.athanor.run.CallOptions;
import dev.athanor.run.Called;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.athanor.run.Run;
import dev.athanor.run.StepFailed;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts systems to cases. Every trial is a run of its own, called under the pins of its arm; what it did is read into the step {@code trail};
 * then it is scored. Trials share their draws with those of other experiments of the same case and repeat, so that a memo answers for them.
 */
public final class ExperimentProgram {
  /** By which runs of it are found. */
  public static final String NAME = "experiment";

  /** What went wrong outside of the system that is measured. */
  private static final Set<String> OUTSIDE = Set.of(Failure.BUDGET, Failure.REFUSED, Failure.DEADLINE,
      ModelFailures.KEY, ModelFailures.UNKNOWN, ModelFailures.UNREACHABLE, ModelFailures.PROVIDER,
      ModelFailures.RATE,
      ModelFailures.QUOTA, Played.MISSING, Played.CHANGED);

  private final Map<String, Subject<?, ?>> subjects = new HashMap<>();
  private final Function<ObjectNode, Scorer> scorers;
  private final TrailOperation trail;
  private final PartingOperation parting;
  private final Rivalry rivalry;
  private final Map<String, Semaphore> places = new HashMap<>();

  private ExperimentProgram(List<Subject<?, ?>> subjects, Function<ObjectNode, Scorer> scorers,
      TrailOperation trail, Rivalry rivalry) {
    for (Subject<?, ?> subject : subjects) {
      this.subjects.put(subject.kind(), subject);
      places.put(subject.kind(), new Semaphore(subject.atOnce()));
    }
    this.scorers = scorers;
    this.trail = trail;
    this.parting = new PartingOperation(trail.journal());
    this.rivalry = rivalry;
  }

  /**
   * The program.
   *
   * @param subjects what can be measured
   * @param scorers makes a scorer of its settings
   * @param trail reads what a trial did
   */
  public static Program<Experiment, Results> of(List<Subject<?, ?>> subjects,
      Function<ObjectNode, Scorer> scorers,
      TrailOperation trail) {
    return of(subjects, scorers, trail, Rivalry.NONE);
  }

  /**
   * The same with cases whose answers are compared.
   *
   * @param rivalry compares them
   */
  public static Program<Experiment, Results> of(List<Subject<?, ?>> subjects,
      Function<ObjectNode, Scorer> scorers, TrailOperation trail, Rivalry rivalry) {
    ExperimentProgram program = new ExperimentProgram(subjects, scorers, trail, rivalry);
    return new Program<>(NAME, Experiment.CODEC, Results.CODEC, program::results);
  }

  private Results results(Run run, Experiment experiment) {
    List<Scorer> measures = experiment.scorers().stream().map(scorers).toList();
    List<Trial> trials = run.each("arm", experiment.arms(), Arm::name, (inArm, arm) -> {
      Subject<?, ?> subject = subject(arm);
      return inArm.each("case", experiment.cases(arm), Case::id,
          (inCase, given) -> inCase.each("repeat",
              upTo(experiment.repeats(arm)), String::valueOf, (inRepeat, repeat) -> trial(inRepeat, subject,
                  new Asked(arm, given, repeat, experiment.draws()), measures)));
    }).stream().flatMap(List::stream).flatMap(List::stream).toList();
    return new Results(measures.stream().map(Scorer::metric).toList(), settled(run, experiment, trials));
  }

  private List<Trial> settled(Run run, Experiment experiment, List<Trial> trials) {
    List<Case> compared = experiment.dataset().cases().stream().filter(rivalry::concerns).toList();
    if (compared.isEmpty()) {
      return trials;
    }
    Map<String, Map<Integer, List<Trial>>> rivals = trials.stream().collect(Collectors
        .groupingBy(trial -> trial.key().sample(), Collectors.groupingBy(trial -> trial.key().repeat())));
    Map<Trial.Key, Trial> settled = new HashMap<>();
    run.each("compared", compared, Case::id,
        (inCase, given) -> inCase.each("repeat", upTo(experiment.repeats()),
            String::valueOf, (inRepeat, repeat) -> settled(inRepeat, given, rivals.getOrDefault(given.id(),
                Map.of()).getOrDefault(repeat, List.of()))))
        .stream().flatMap(List::stream).flatMap(List::stream).forEach(each -> settled.put(each.key(), each));
    return trials.stream().map(each -> settled.getOrDefault(each.key(), each)).toList();
  }

  private List<Trial> settled(Run run, Case given, List<Trial> trials) {
    try {
      return rivalry.settled(given, trials, run);
    } catch (RuntimeException e) {
      if (e instanceof StepFailed failed && failed.code().equals(Failure.CANCELLED)) {
        throw e;
      }
      Score none = Score.unscored("the comparison failed: " + e.getMessage());
      return trials.stream().map(each -> {
        Map<String, Score> scores = new LinkedHashMap<>(each.scores());
        scores.replaceAll((_, _) -> none);
        return each.scored(scores);
      }).toList();
    }
  }

  private static List<Integer> upTo(int repeats) {
    return IntStream.range(0, repeats).boxed().toList();
  }

  private Subject<?, ?> subject(Arm arm) {
    Subject<?, ?> subject = subjects.get(arm.kind());
    if (subject == null) {
      throw AthanorException.user("subject-unknown", "arm " + arm.name() + " is a \"" + arm.kind()
          + "\", which can't be measured here; known are " + subjects.keySet().stream().sorted().toList());
    }
    return subject;
  }

  /** One system, one case, one time. */
  private record Asked(Arm arm, Case given, int repeat, String draws) {
    CallOptions options(Subject<?, ?> subject) {
      CallOptions options =
          subject.replays() ? Observed.of(given).under(arm, repeat) : CallOptions.pinnedTo(arm.pins());
      return options.drawing(draws + given.id() + "#" + repeat);
    }

    Trial.Key key(Called<?> called) {
      return new Trial.Key(arm.name(), given.id(), repeat, called.path().value());
    }
  }

  private <I, O> Trial trial(Run run, Subject<I, O> subject, Asked asked, List<Scorer> measures) {
    Called<O> called = call(run, subject, asked);
    TrailOperation.Read read = run.step(TrailOperation.NAME, trail, called.path());
    Trail done = subject.seen() ? read.trail() : read.trail().opaque();
    Trial trial = trial(run, called, subject, asked, measures, done, cost(done, read));
    return subject.replays() && asked.repeat() == 0 ? trial.parting(run.step(PartingOperation.NAME, parting,
        new PartingOperation.Request(called.path(), Observed.of(asked.given()).run())).parting()) : trial;
  }

  private static <O> Trial trial(Run run, Called<O> called, Subject<?, O> subject, Asked asked,
      List<Scorer> measures, Trail done, Trial.Cost cost) {
    return switch (called.outcome()) {
      case Outcome.Done<O>(O answer) -> {
        Sample sample = new Sample(asked.given(), subject.output().apply(answer), done);
        yield new Trial(asked.key(called), Trial.Fate.FINISHED, Optional.of(sample.output()),
            Optional.empty(), cost,
            scores(run, sample, measures));
      }
      case Outcome.Failed<O>(Failure failure) -> unfinished(asked.key(called), failure, cost, measures);
      case Outcome.Exhausted<O>(Failure failure) -> unfinished(asked.key(called), failure, cost, measures);
      case Outcome.Waiting<O> _,Outcome.InDoubt<O> _,Outcome.Diverged<O> _ ->
          throw new IllegalStateException("a called run that is over is " + called.outcome());
    };
  }

  private <I, O> Called<O> call(Run run, Subject<I, O> subject, Asked asked) {
    I input = subject.input().apply(asked.given(), asked.repeat());
    Semaphore place = Objects.requireNonNull(places.get(subject.kind()));
    place.acquireUninterruptibly();
    try {
      return run.call("trial", subject.program(), input, asked.options(subject));
    } finally {
      place.release();
    }
  }

  private static Trial.Cost cost(Trail done, TrailOperation.Read read) {
    return new Trial.Cost(done.steps(), done.lived(), done.tokens(), done.dollars(), done.lasted(),
        read.saved(), read.spared(), read.redrawn());
  }

  private static Trial unfinished(Trial.Key key, Failure failure, Trial.Cost cost, List<Scorer> measures) {
    if (failure.code().equals(Failure.CANCELLED)) {
      throw new StepFailed(failure);
    }
    boolean lost = failure.retryable() || OUTSIDE.contains(failure.code());
    Map<String, Score> scores = new LinkedHashMap<>();
    for (Scorer measure : measures) {
      scores.put(measure.metric().name(), lost ? Score.unscored("the trial was lost: " + failure)
          : worst(measure.metric(), failure));
    }
    return new Trial(key, lost ? Trial.Fate.LOST : Trial.Fate.FAILED, Optional.empty(), Optional.of(failure),
        cost,
        scores);
  }

  private static Score worst(Metric metric, Failure failure) {
    String why = "the system failed: " + failure;
    if (metric.scale() == Metric.Scale.AMOUNT) {
      return Score.unscored(why);
    }
    return Score.of(metric.better() == Metric.Better.HIGHER ? 0 : 1, why);
  }

  private static Map<String, Score> scores(Run run, Sample sample, List<Scorer> measures) {
    Map<String, Score> scores = new LinkedHashMap<>();
    Shared shared = new Shared();
    for (Scorer measure : measures) {
      scores.put(measure.metric().name(),
          run.scope(measure.metric().name(), within -> score(within, sample, measure, shared)));
    }
    return scores;
  }

  /** A scorer that throws leaves its sample unscored, and the others alone. */
  private static Score score(Run run, Sample sample, Scorer measure, Shared shared) {
    try {
      return checked(measure.metric(), measure.score(sample, run, shared));
    } catch (RuntimeException e) {
      if (e instanceof StepFailed failed && failed.code().equals(Failure.CANCELLED)) {
        throw e;
      }
      return Score.unscored("the scorer failed: " + (e.getMessage() == null ? e.getClass().getSimpleName() : e
          .getMessage()));
    }
  }

  private static Score checked(Metric metric, Score score) {
    if (!(score instanceof Score.Value(double value, _))) {
      return score;
    }
    boolean fits = switch (metric.scale()) {
      case PASS_FAIL -> value == 0 || value == 1;
      case FRACTION -> value >= 0 && value <= 1;
      case AMOUNT -> true;
    };
    return fits ? score
        : Score.unscored("the scorer gave " + value + ", which is not on its scale (" + metric.scale()
            .name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + ")");
  }
}
