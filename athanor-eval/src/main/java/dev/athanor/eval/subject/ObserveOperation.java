package dev.athanor.eval.subject;

import dev.athanor.eval.experiment.Passages;
import dev.athanor.eval.experiment.Played;
import dev.athanor.eval.experiment.Subject;
import dev.athanor.eval.experiment.TrailOperation;
import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.scorer.Trail;
import dev.athanor.journal.Effect;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Journal;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunRecord;
import dev.athanor.journal.Stamped;
import dev.athanor.json.Codec;
import dev.athanor.run.Attempt;
import dev.athanor.run.Operation;
import dev.athanor.run.StepFailed;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Reads what a run has answered and what it took out of its record. A READ: a run can be deleted. */
final class ObserveOperation implements Operation<RunId, Played> {
  private static final Codec<RunId> REQUEST = Codec.of(RunId.class);

  private final Supplier<Journal> journal;
  private final Passages passages;
  private final List<Subject<?, ?>> systems;

  ObserveOperation(Supplier<Journal> journal, Passages passages, List<Subject<?, ?>> systems) {
    this.journal = journal;
    this.passages = passages;
    this.systems = List.copyOf(systems);
  }

  @Override
  public String name() {
    return Played.OBSERVATION;
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Effect effect() {
    return Effect.READ;
  }

  @Override
  public Codec<RunId> request() {
    return REQUEST;
  }

  @Override
  public Codec<Played> response() {
    return Played.CODEC;
  }

  @Override
  public Played live(RunId run, Attempt attempt) {
    Journal runs = journal.get();
    RunRecord record = runs.find(run).orElseThrow(() -> new StepFailed(Played.MISSING, "run " + run
        + ", which a case was taken from, was deleted since", false));
    Trail trail = TrailOperation.of(runs, passages, run);
    Optional<Output> output = output(runs, record, systems);
    return new Played(output, Optional.empty(), Optional.of(trail.messages()), trail.found(), trail.tokens(),
        trail.dollars(), trail.lasted());
  }

  /** What a run has answered; empty if it has not ended, or failed. */
  static Optional<Output> output(Journal journal, RunRecord run, List<Subject<?, ?>> systems) {
    return journal.entries(run.id(), 0).stream().map(Stamped::entry)
        .filter(entry -> entry instanceof Entry.Ended ended && ended.end() instanceof Entry.End.Done)
        .map(entry -> ((Entry.End.Done) ((Entry.Ended) entry).end()).output().value(journal::part))
        .findFirst().map(json -> output(run, json, systems));
  }

  private static Output output(RunRecord run, JsonNode json, List<Subject<?, ?>> systems) {
    Subject<?, ?> subject =
        systems.stream().filter(each -> each.program().name().equals(run.header().program())).findFirst()
            .orElseThrow(() -> new StepFailed(Played.MISSING, "run " + run.id() + " is of program "
                + run.header().program() + ", whose answers can't be read here", false));
    return output(subject, json);
  }

  private static <O> Output output(Subject<?, O> subject, JsonNode json) {
    return subject.output().apply(subject.program().output().decode(json));
  }
}
