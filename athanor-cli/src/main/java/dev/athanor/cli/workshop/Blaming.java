package dev.athanor.cli.workshop;

import dev.athanor.cli.application.ApplicationSubject;
import dev.athanor.error.AthanorException;
import dev.athanor.eval.blame.Blame;
import dev.athanor.eval.blame.Finding;
import dev.athanor.eval.blame.Suspect;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.experiment.Results;
import dev.athanor.eval.experiment.Subject;
import dev.athanor.eval.experiment.TrailOperation;
import dev.athanor.eval.experiment.Trial;
import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.eval.scorer.registry.Scorers;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.json.Hash;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.athanor.run.RunOptions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Looks for the step to blame for a trial of an experiment.
 *
 * @param workshop the project
 * @param trial the run that is looked into
 * @param before what was known of it: the case, and how it ended
 * @param subject what was measured
 * @param scorer by its settings
 */
public record Blaming(Workshop workshop, RunId trial, Sample before, Subject<?, ?> subject,
    ObjectNode scorer) {
  /** So often each step may be drawn again. */
  public static final int MOST_DRAWS = 100;

  private static final String SCORE = "score";

  /**
   * Of a trial of an experiment.
   *
   * @param system whose trial; the only one's if empty
   * @throws AthanorException {@code blame-trial} if there is no such trial, or it has no answer; as {@link Evaluated#shown}
   */
  public static Blaming of(Workshop workshop, Evaluated evaluated, String id, Optional<String> system,
      int repeat,
      ObjectNode scorer) {
    Case given = evaluated.shown(id);
    var _ = workshop.scorers().make(scorer); // says before anything is drawn what is wrong with it
    Results results = evaluated.results()
        .orElseThrow(() -> AthanorException.user("experiment-unfinished", "run "
            + evaluated.run() + " has no results yet; go on with it: athanor eval resume "
            + evaluated.run()));
    List<Trial> trials = results.trials().stream().filter(each -> each.key().sample().equals(id) && each.key()
        .repeat() == repeat - 1 && system.map(each.key().arm()::equals).orElse(true)).toList();
    if (trials.size() != 1) {
      throw AthanorException.user("blame-trial", "run " + evaluated.run() + " has " + trials.size()
          + " trials of case " + id + ", repeat " + repeat + system.map(name -> ", system " + name).orElse("")
          + "; name one with --case, --system and --repeat");
    }
    Trial trial = trials.getFirst();
    Output output =
        trial.output().orElseThrow(() -> AthanorException.user("blame-trial", "the trial of case " + id
            + " has no answer but a failure: " + trial.failure().map(Object::toString).orElse("")));
    String kind = evaluated.experiment().arms().stream().filter(arm -> arm.name().equals(trial.key().arm()))
        .findFirst().orElseThrow().kind();
    Subject<?, ?> subject =
        Subjects.of(workshop).stream().filter(each -> each
            .kind().equals(kind)).findFirst().orElseThrow();
    workshop.runs().register(subject.program());
    RunId run = evaluated.run().child(new Path(trial.key().run()));
    ApplicationSubject.check(RunSnapshots.manifest(workshop.recording(run)), workshop.applications());
    return new Blaming(workshop, run, new Sample(given, output, TrailOperation.of(workshop.journal(),
        Subjects.PASSAGES, run)), subject, scorer);
  }

  /** The steps that can be drawn again, in order. */
  public List<Suspect> suspects() {
    return Blame.suspects(workshop.recording(trial));
  }

  /** Whether scoring a draw asks a model. */
  public boolean asksModel() {
    String name = scorer.path("scorer").asString("");
    return Scorers.offline().kinds().stream().noneMatch(each -> each.name().equals(name));
  }

  /** How the trial is scored. */
  public Score score() {
    return scored(trial, before);
  }

  /** Draws again from each of them. */
  public List<Finding> findings(List<Suspect> suspects, int draws, Consumer<Suspect> next) {
    Blame blame = new Blame(workshop.runs(), this::scored);
    Set<String> operations = Blame.operations(suspects);
    return suspects.stream().map(suspect -> {
      next.accept(suspect);
      return blame.redrawn(trial, suspect, draws, operations);
    }).toList();
  }

  private Score scored(RunId run, Outcome<?> outcome) {
    if (!(outcome instanceof Outcome.Done<?>(Object answer))) {
      return Score.of(0, "it did not end with an answer");
    }
    return scored(run,
        new Sample(before.given(), output(subject, answer), TrailOperation.of(workshop.journal(),
            Subjects.PASSAGES, run)));
  }

  @SuppressWarnings("unchecked") // a run of the subject's own program ends with its output
  private static <O> Output output(Subject<?, O> subject, Object answer) {
    return subject.output().apply((O) answer);
  }

  /** In a run of its own, so that what a judge says is on record. */
  private Score scored(RunId run, Sample sample) {
    Scorer measure = workshop.scorers().make(scorer);
    Program<Sample, Score> program =
        new Program<>(SCORE, Sample.CODEC, Score.CODEC, (inner, given) -> measure.score(
            given, inner));
    RunId id = new RunId(Hash.of("score\n" + run + "\n" + scorer).hex().substring(0, 24));
    Outcome<Score> outcome = workshop.runs().start(id, program, sample, RunOptions.PLAIN.dry()).outcome();
    return outcome instanceof Outcome.Done<Score>(Score score) ? score
        : Score.unscored("the scorer failed: " + outcome);
  }
}
