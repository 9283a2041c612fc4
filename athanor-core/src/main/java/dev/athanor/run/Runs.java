package dev.athanor.run;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Append;
import dev.athanor.journal.Derivation;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Journal;
import dev.athanor.journal.Lease;
import dev.athanor.journal.Path;
import dev.athanor.journal.Result;
import dev.athanor.journal.RunHeader;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunRecord;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ExecutionException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Starts, drives, answers, replays and forks runs over one journal. Safe for use by many threads, and beside other
 * processes on the same journal.
 *
 * <p>{@link #drive} is all that a dispatcher needs: it is idempotent, and whoever calls it at least once after a run has
 * something to do keeps every promise. {@link Dispatcher} does so in this process.
 */
public final class Runs implements AutoCloseable {
  private static final SecureRandom SEEDS = new SecureRandom();

  private final Journal journal;
  private final Driver driver;
  private final Map<String, Program<?, ?>> programs = new ConcurrentHashMap<>();
  private final RunListener listener;
  private final Redactor redactor;

  /** Runs over a journal, with standard limits, watched by nobody. */
  public Runs(Journal journal) {
    this(journal, Limits.STANDARD, RunListener.NONE, Redactor.NONE);
  }

  /** Runs over a journal. */
  public Runs(Journal journal, Limits limits, RunListener listener, Redactor redactor) {
    this.journal = journal;
    this.listener = listener;
    this.redactor = redactor;
    this.driver = new Driver(journal, limits, listener, redactor);
  }

  /** Makes programs known, so that runs of theirs can be driven by name. */
  public Runs register(Program<?, ?>... known) {
    for (Program<?, ?> program : known) {
      programs.put(program.name(), program);
    }
    return this;
  }

  /** The journal underneath. */
  public Journal journal() {
    return journal;
  }

  /** Starts a run, pinned to nothing. The same name is the same run. */
  public <I, O> Handle<O> start(RunId id, Program<I, O> program, I input) {
    return start(id, program, input, RunOptions.PLAIN);
  }

  /**
   * Starts a run, or goes on with the run of that name.
   *
   * @throws AthanorException {@code run-exists} if there is a run of that name with another program or input
   */
  public <I, O> Handle<O> start(RunId id, Program<I, O> program, I input, RunOptions options) {
    programs.put(program.name(), program);
    Recordable recordable = Recordable.of(input, program.input(), redactor);
    ObjectNode manifest = Json.object();
    options.manifest().forEach(manifest::set);
    Recordable pinned = Recordable.of(manifest, Codec.JSON, redactor);
    RunHeader header = new RunHeader(id, program.name(), recordable.content(), pinned.content(),
        new Derivation.Fresh(),
        options.effects(), options.budget(), options.memo(), options.draw(), SEEDS.nextLong() >>> 11, journal
            .now());
    create(header, recordable, pinned);
    return handle(id, program);
  }

  private void create(RunHeader header, Recordable input, Recordable manifest) {
    List<dev.athanor.json.Merkle.Part> parts = new java.util.ArrayList<>(input.parts());
    parts.addAll(manifest.parts());
    if (!journal.create(header, new Append(List.of(), parts, input.payloads(), Map.of()))) {
      RunHeader existing = record(header.id()).header();
      if (!existing.program().equals(header.program()) || !existing.input().hash().equals(header.input()
          .hash())) {
        throw AthanorException.user("run-exists", "run " + header.id() + " exists already, of program "
            + existing.program()
            + " with input " + existing.input().brief()
            + "; choose another name, or start it with the same program and input");
      }
    }
  }

  private <O> Handle<O> handle(RunId id, Program<?, O> program) {
    FutureTask<Outcome<O>> driving = new FutureTask<>(() -> driver.drive(id, program));
    Thread.ofVirtual().name("athanor-run-" + id).start(driving);
    return new Handle<>() {
      @Override
      public RunId id() {
        return id;
      }

      @Override
      public Outcome<O> outcome() {
        try {
          return driving.get();
        } catch (ExecutionException e) {
          throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e
              .getCause());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw NoOutput.because("the waiting thread was interrupted; the run goes on");
        }
      }
    };
  }

  /** Drives a run as far as it goes now, on this thread. What is over or driven elsewhere is only asked for its outcome. */
  public Outcome<?> drive(RunId id) {
    RunHeader header = record(id).header();
    if (header.derivation() instanceof Derivation.Nested(var caller, _, _, _, _)) {
      return driveCalled(id, header, caller);
    }
    return driver.drive(id, program(header.program()));
  }

  /** A called run is driven by its caller. One whose caller is over has lost a race: it is not needed any more. */
  private Outcome<?> driveCalled(RunId id, RunHeader header, RunId caller) {
    Outcome<?> outcome = drive(caller);
    if (record(caller).state().over() && !record(id).state().over()) {
      driver.cancel(id);
      driver.drive(id, program(header.program()));
    }
    return outcome;
  }

  /** Drives a run with the program at hand. */
  public <O> Outcome<O> drive(RunId id, Program<?, O> program) {
    programs.put(program.name(), program);
    return driver.drive(id, program);
  }

  /**
   * Gives a wait its answer, and drives the run on.
   *
   * @throws AthanorException {@code not-waiting} if the run does not wait there, or was answered before
   */
  public <R> void answer(RunId id, Path wait, Codec<R> codec, R value) {
    Recordable answer = Recordable.of(value, codec, redactor);
    boolean taken = journal.answer(id, new Entry.Answered(wait, new Result.Ok(answer.content()), journal
        .now()),
        new Append(List.of(), answer.parts(), answer.payloads(), Map.of()));
    if (!taken) {
      RunRecord run = record(id);
      throw AthanorException.user("not-waiting", "run " + id + " (" + run.state() + ") does not wait at \""
          + wait
          + "\", or was answered before; look at its open waits with: athanor show " + id);
    }
    driver.ring();
  }

  /** Says what became of a write that is in doubt. The run is driven on at the next occasion. */
  public void settle(RunId id, Path path, Settlement settlement) {
    Lease lease = driver.acquire(record(id).id());
    try {
      Doubts.settle(journal, lease, path, settlement, redactor);
    } finally {
      journal.release(lease, dev.athanor.journal.RunState.RUNNING, Optional.empty(), Long.MAX_VALUE);
    }
  }

  /** Asks a run to stop at its next step. False if it is over. */
  public boolean cancel(RunId id) {
    record(id);
    return driver.cancel(id);
  }

  /** All that is recorded of a run. */
  public Recording recording(RunId id) {
    return new Recording(record(id).header(), journal.entries(id, 0), journal);
  }

  /** Re-executes a program over a record. Nothing is lived, nothing is written. */
  public <O> Replay<O> replay(Recording recording, Program<?, O> program) {
    return Replays.replay(recording, program, listener, redactor);
  }

  /** Re-executes a run over its record, with its program by name. */
  public Replay<?> replay(RunId id) {
    Recording recording = recording(id);
    return replay(recording, program(recording.header().program()));
  }

  /** Starts another course of a run. */
  public Handle<?> fork(RunId parent, Fork fork, RunId id) {
    RunRecord record = record(parent);
    Program<?, ?> program = program(record.header().program());
    Forks.create(journal, record.header(), fork, id, redactor);
    return handle(id, program);
  }

  /** Starts another course of a run, under a new name. */
  public Handle<?> fork(RunId parent, Fork fork) {
    return fork(parent, fork, RunId.fresh());
  }

  /** The run of that name, or the nearest names. */
  private RunRecord record(RunId id) {
    return journal.find(id).orElseThrow(() -> AthanorException.user("run-unknown", "there is no run " + id));
  }

  private Program<?, ?> program(String name) {
    Program<?, ?> program = programs.get(name);
    if (program == null) {
      throw AthanorException.user("program-unknown", "the run is of program \"" + name
          + "\", which is not known here; known are "
          + programs.keySet().stream().sorted().toList());
    }
    return program;
  }

  /** Passes on what went wrong where nobody waits for an outcome. */
  void warn(RunId run, AthanorException problem) {
    listener.onWarning(run, String.valueOf(problem.getMessage()));
  }

  /** Lets drives come to their end and stops renewing leases. The journal stays open. */
  @Override
  public void close() {
    driver.close();
  }
}
