package dev.athanor.langchain4j;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Effect;
import dev.athanor.journal.Entry;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.Journal;
import dev.athanor.journal.MovableClock;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Stamped;
import dev.athanor.run.Limits;
import dev.athanor.run.MortalJournal;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.athanor.run.Redactor;
import dev.athanor.run.Replay;
import dev.athanor.run.RunListener;
import dev.athanor.run.Runs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A journal in memory, and processes that drive runs over it. */
final class Bench implements AutoCloseable {
  static final RunId ID = new RunId("r1");
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(30), Duration.ZERO, 8);

  final MovableClock clock = new MovableClock();
  final InMemoryJournal journal = new InMemoryJournal(clock);
  final Runs runs = process(journal);

  /** A process on this access to the journal. */
  static Runs process(Journal access) {
    return new Runs(access, LIMITS, RunListener.NONE, Redactor.NONE);
  }

  /** Starts the run in a process that dies at a write; then its lease runs out. */
  <I, O> Optional<Outcome<O>> killedAt(int write, boolean durable, Program<I, O> program, I input) {
    try (Runs mortal = process(new MortalJournal(journal, write, durable))) {
      return Optional.of(mortal.start(ID, program, input).outcome());
    } catch (AthanorException e) {
      if (!e.code().equals("killed")) {
        throw e;
      }
      return Optional.empty();
    } finally {
      clock.advance(LIMITS.lease().plusSeconds(1));
    }
  }

  /** How often this run writes. */
  <I> int writes(Program<I, ?> program, I input) {
    MortalJournal counting = MortalJournal.immortal(journal);
    try (Runs process = process(counting)) {
      var _ = process.start(ID, program, input).outcome();
    }
    return counting.writes();
  }

  <O> Replay<O> replay(RunId id, Program<?, O> program) {
    return runs.replay(runs.recording(id), program);
  }

  List<Entry.Completed> steps(RunId id) {
    return journal.entries(id, 0).stream().map(Stamped::entry).filter(Entry.Completed.class::isInstance)
        .map(Entry.Completed.class::cast).toList();
  }

  List<String> paths(RunId id) {
    return steps(id).stream().map(step -> step.path().value()).toList();
  }

  Effect effect(RunId id, String path) {
    return steps(id).stream().filter(step -> step.path().value().equals(path)).findFirst().orElseThrow()
        .step()
        .effect();
  }

  @Override
  public void close() {
    runs.close();
  }
}
