package dev.athanor.run;

import dev.athanor.journal.Entry;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.Journal;
import dev.athanor.journal.MovableClock;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Stamped;
import dev.athanor.json.Codec;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** A kernel on a journal in memory, whose clock stands still until a test moves it, beside an outside world that counts. */
final class Kernel implements AutoCloseable {
  static final Limits LIMITS = new Limits(Duration.ofSeconds(30), Duration.ZERO, 8);
  static final RunId ID = new RunId("r1");

  final MovableClock clock = new MovableClock();
  final InMemoryJournal store = new InMemoryJournal(clock);
  final Calls calls = new Calls();
  final Runs runs;

  Kernel() {
    this(RunListener.NONE, Redactor.NONE);
  }

  Kernel(RunListener listener, Redactor redactor) {
    this.runs = new Runs(store, LIMITS, listener, redactor);
  }

  /** A program from text to text. */
  static Program<String, String> program(BiFunction<Run, String, String> body) {
    return named("test", body);
  }

  /** A program from text to text, by its name. */
  static Program<String, String> named(String name, BiFunction<Run, String, String> body) {
    return new Program<>(name, Codec.TEXT, Codec.TEXT, body);
  }

  /** Another process on the same journal. */
  Runs process(Journal access) {
    return new Runs(access, LIMITS, RunListener.NONE, Redactor.NONE);
  }

  /**
   * Starts the run and drives it until this process dies at a write; then its lease runs out.
   *
   * @return how many writes there were
   */
  int killedAt(int write, boolean durable, Program<String, String> program, String input,
      RunOptions options) {
    MortalJournal access = new MortalJournal(store, write, durable);
    try (Runs mortal = process(access)) {
      mortal.start(ID, program, input, options).outcome();
    } catch (dev.athanor.error.AthanorException e) {
      if (!e.code().equals("killed")) {
        throw e;
      }
    }
    clock.advance(LIMITS.lease().plusSeconds(1));
    return access.writes();
  }

  Outcome<String> start(Program<String, String> program, String input) {
    return runs.start(ID, program, input).outcome();
  }

  Outcome<String> start(Program<String, String> program, String input, RunOptions options) {
    return runs.start(ID, program, input, options).outcome();
  }

  <O> Replay<O> replay(RunId id, Program<?, O> program) {
    return runs.replay(runs.recording(id), program);
  }

  Stream<Entry> entries(RunId run) {
    return store.entries(run, 0).stream().map(Stamped::entry);
  }

  List<Entry.Completed> steps(RunId run) {
    return entries(run).filter(Entry.Completed.class::isInstance).map(Entry.Completed.class::cast).toList();
  }

  Entry.Completed step(RunId run, String path) {
    return steps(run).stream().filter(step -> step.path().equals(new Path(path))).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    runs.close();
  }
}
