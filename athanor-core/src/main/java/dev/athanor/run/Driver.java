package dev.athanor.run;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Append;
import dev.athanor.journal.Effect;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Failure;
import dev.athanor.journal.Fenced;
import dev.athanor.journal.Journal;
import dev.athanor.journal.Lease;
import dev.athanor.journal.Origin;
import dev.athanor.journal.Result;
import dev.athanor.journal.RunHeader;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunRecord;
import dev.athanor.journal.RunState;
import dev.athanor.journal.Spend;
import dev.athanor.journal.Stamped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Drives runs under a lease: takes a run over, executes its program over its record, writes how it ended or gives it
 * back.
 */
final class Driver implements Nested.Children, AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration PATIENCE_FOR_LEASE = Duration.ofMinutes(2);

  private final Journal journal;
  private final Limits limits;
  private final RunListener listener;
  private final Redactor redactor;
  private final Doorbell doorbell = new Doorbell();
  private final Leases leases;

  Driver(Journal journal, Limits limits, RunListener listener, Redactor redactor) {
    this.journal = journal;
    this.limits = limits;
    this.listener = listener;
    this.redactor = redactor;
    this.leases = new Leases(journal, limits.lease());
  }

  /** Something that a parked thread may wait for has been written. */
  void ring() {
    doorbell.ring();
  }

  /** Drives a run until it is over or waits; if another driver holds it, waits for that one. */
  <O> Outcome<O> drive(RunId id, Program<?, O> program) {
    while (true) {
      RunRecord record =
          journal.find(id).orElseThrow(() -> AthanorException.user("run-unknown", "there is no run " + id));
      if (record.state().over()) {
        return ended(id, program);
      }
      Optional<Lease> lease = leases.acquire(id);
      if (lease.isPresent()) {
        try {
          return hold(record.header(), lease.get(), program);
        } catch (Fenced e) {
          listener.onWarning(id, String.valueOf(e.getMessage()));
        }
      } else {
        doorbell.await(POLL);
      }
    }
  }

  /** The lease of a run that nobody drives, soon. */
  Lease acquire(RunId id) {
    long end = System.nanoTime() + PATIENCE_FOR_LEASE.toNanos();
    while (System.nanoTime() < end) {
      Optional<Lease> lease = journal.acquire(id, leases.owner(), limits.lease());
      if (lease.isPresent()) {
        return lease.get();
      }
      doorbell.await(POLL);
    }
    throw AthanorException.user("run-busy", "run " + id + " has been driven by another process for "
        + PATIENCE_FOR_LEASE + "; try again when it is done");
  }

  private <I, O> Outcome<O> hold(RunHeader header, Lease lease, Program<I, O> program) {
    try {
      while (true) {
        List<Stamped> entries = journal.entries(header.id(), 0);
        Past past = new Past(entries);
        Script script =
            new Script(journal, lease, past, entries.isEmpty() ? 0 : entries.getLast().sequence());
        Outcome<O> outcome = execute(header, entries, past, script, program);
        if (released(lease, outcome, past, script)) {
          return outcome;
        }
      }
    } catch (Fenced e) {
      throw e;
    } catch (RuntimeException | Error e) {
      giveBack(lease, e);
      throw e;
    } finally {
      leases.forget(lease);
      doorbell.ring();
    }
  }

  /** Gives the run back, unless something has come that the program should see first. */
  private boolean released(Lease lease, Outcome<?> outcome, Past past, Script script) {
    return switch (outcome) {
      case Outcome.Done<?> _,Outcome.Failed<?> _,Outcome.Exhausted<?> _ -> journal.release(lease,
          RunState.RUNNING,
          Optional.empty(), Long.MAX_VALUE);
      case Outcome.Waiting<?>(var waits) -> {
        script.catchUp();
        yield !past.overtaken(lease.run(), waits) && journal.release(lease, RunState.WAITING, due(outcome),
            script.read());
      }
      case Outcome.InDoubt<?> _ -> {
        script.catchUp();
        yield journal.release(lease, RunState.IN_DOUBT, Optional.empty(), script.read());
      }
      case Outcome.Diverged<?> _ -> {
        script.catchUp();
        yield journal.release(lease, RunState.WAITING, Optional.empty(), script.read());
      }
    };
  }

  /** After a failure of the journal, somebody else may have more luck with the run. */
  private void giveBack(Lease lease, Throwable reason) {
    try {
      journal.release(lease, RunState.RUNNING, Optional.empty(), Long.MAX_VALUE);
    } catch (AthanorException e) {
      reason.addSuppressed(e);
    }
  }

  private static Optional<Instant> due(Outcome<?> outcome) {
    return outcome instanceof Outcome.Waiting<?>(var waits)
        ? waits.stream().flatMap(wait -> wait.due().stream()).min(Instant::compareTo) : Optional.empty();
  }

  private <I, O> Outcome<O> execute(RunHeader header, List<Stamped> entries, Past past, Script script,
      Program<I, O> program) {
    Ending<O> ending;
    Drive drive = new Drive(header, past, journal, listener, redactor, script);
    Execution execution = new Execution(drive, Reuse.of(header, entries, journal), this, doorbell, limits);
    try (drive) {
      ending = Ending.of(execution, program);
    }
    Optional<Outcome<O>> obstacle = drive.obstacle();
    if (obstacle.isPresent()) {
      return obstacle.get();
    }
    Optional<Object> continuation = execution.continuation();
    if (continuation.isPresent()) {
      return continueAs(header, drive, continuation.get(), program);
    }
    ending.write(drive);
    return ending.outcome();
  }

  @SuppressWarnings("unchecked") // the program's own run was asked to continue with the program's own input
  private <I, O> Outcome<O> continueAs(RunHeader header, Drive drive, Object input, Program<I, O> program) {
    Recordable next = Recordable.of((I) input, program.input(), redactor);
    RunId successor = header.id().successor();
    create(new RunHeader(successor, header.program(), next.content(), header.manifest(),
        new dev.athanor.journal.Derivation.Continued(header.id()), header.effects(), header.budget(),
        header.memo(), header.draw(), header.seed() + 1, journal.now()), next);
    String end = "continued " + next.content().hash();
    drive.write(script -> script.write(new Entry.Ended(dev.athanor.journal.Path.ROOT,
        new Entry.End.Continued(successor, next.content(), drive.steps(), drive.digest(end)), journal.now()),
        next.parts(), next.payloads(), Map.of()));
    return drive(successor, program);
  }

  private void create(RunHeader header, Recordable input) {
    Recordable manifest = Recordable.again(new Result.Ok(header.manifest()), journal);
    List<dev.athanor.json.Merkle.Part> parts = new ArrayList<>(input.parts());
    parts.addAll(manifest.parts());
    List<dev.athanor.json.Hash> payloads = new ArrayList<>(input.payloads());
    payloads.addAll(manifest.payloads());
    journal.create(header, new Append(List.of(), parts, payloads, Map.of()));
  }

  @Override
  public <I, O> Outcome<O> drive(RunHeader child, Recordable input, Program<I, O> program) {
    create(child, input);
    return drive(child.id(), program);
  }

  @Override
  public boolean cancel(RunId child) {
    return journal.cancel(child);
  }

  @Override
  public Nested.Sum sum(RunId child) {
    Effect strongest = Effect.PURE;
    Spend spend = Spend.NONE;
    for (Stamped stamped : journal.entries(child, 0)) {
      if (stamped.entry() instanceof Entry.Completed step && step.origin() == Origin.LIVED) {
        strongest = step.step().effect().compareTo(strongest) > 0 ? step.step().effect() : strongest;
        spend = spend.plus(step.spend());
      }
    }
    return new Nested.Sum(strongest, spend);
  }

  /** The outcome of a run that is over; of one that was continued, its successor's. */
  private <O> Outcome<O> ended(RunId id, Program<?, O> program) {
    Entry.End end = journal.entries(id, 0).stream().map(Stamped::entry)
        .filter(entry -> entry instanceof Entry.Ended).map(entry -> ((Entry.Ended) entry).end()).findFirst()
        .orElseThrow(
            () -> AthanorException.data("end-missing", "run " + id + " is over, but its record has no end"));
    return switch (end) {
      case Entry.End.Done(var output, _, _) ->
          new Outcome.Done<>(program.output().decode(output.value(journal::part)));
      case Entry.End.Failed(Failure failure, _, _) -> new Outcome.Failed<>(failure);
      case Entry.End.Exhausted(Failure failure, _, _) -> new Outcome.Exhausted<>(failure);
      case Entry.End.Continued(RunId successor, _, _, _) -> drive(successor, program);
    };
  }

  @Override
  public void close() {
    leases.close();
  }
}
