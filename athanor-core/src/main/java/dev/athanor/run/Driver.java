package dev.athanor.run;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Append;
import dev.athanor.journal.Derivation;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Failure;
import dev.athanor.journal.Fenced;
import dev.athanor.journal.Journal;
import dev.athanor.journal.Lease;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunHeader;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunRecord;
import dev.athanor.journal.RunState;
import dev.athanor.journal.Stamped;
import dev.athanor.json.Hash;
import dev.athanor.json.Merkle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

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
  private final Map<RunId, Drive> active = new ConcurrentHashMap<>();

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
    return drive(id, program, Account.outermost());
  }

  @Override
  public <O> Outcome<O> drive(RunId first, Program<?, O> program, Account caller) {
    RunId id = first;
    while (true) {
      RunRecord record = find(id);
      if (record.state().over()) {
        if (caller.limited()) {
          Sum done = Sum.of(journal, id);
          caller.charge(done.lived(), done.spend(), done.lasted());
        }
        if (record.state() != RunState.CONTINUED) {
          return ended(id, program);
        }
        id = id.successor();
      } else {
        Optional<Outcome<O>> outcome = tryToDrive(record.header(), program, caller);
        if (outcome.isPresent()) {
          return outcome.get();
        }
      }
    }
  }

  private RunRecord find(RunId id) {
    return journal.find(id).orElseThrow(() -> AthanorException.user("run-unknown", "there is no run " + id));
  }

  /** Empty if the run was driven elsewhere, was taken over, or goes on as another one: look at it again. */
  private <O> Optional<Outcome<O>> tryToDrive(RunHeader header, Program<?, O> program, Account caller) {
    Optional<Lease> lease = leases.acquire(header.id());
    if (lease.isEmpty()) {
      doorbell.await(POLL);
      return Optional.empty();
    }
    try {
      return hold(header, lease.get(), program, caller);
    } catch (Fenced e) {
      listener.onWarning(header.id(), String.valueOf(e.getMessage()));
      return Optional.empty();
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

  private <O> Optional<Outcome<O>> hold(RunHeader header, Lease lease, Program<?, O> program,
      Account caller) {
    try {
      while (true) {
        List<Stamped> entries = journal.entries(header.id(), 0);
        Past past = new Past(entries);
        Script script =
            new Script(journal, lease, past, entries.isEmpty() ? 0 : entries.getLast().sequence());
        Account account = caller.ofRun(header.budget());
        if (account.limited()) {
          Sum before = Sum.of(journal, header.id(), past.before(Path.ROOT));
          account.charge(before.lived(), before.spend(), before.lasted());
        }
        Drive drive = new Drive(header, past, journal, listener, redactor, account, script);
        Optional<Outcome<O>> outcome = Optional.empty();
        try {
          outcome = execute(drive, entries, program);
          if (released(lease, outcome, past, script)) {
            return outcome;
          }
          outcome = Optional.empty();
        } finally {
          if (outcome.isEmpty()) {
            account.withdraw();
          }
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
  private boolean released(Lease lease, Optional<? extends Outcome<?>> outcome, Past past, Script script) {
    if (outcome.isEmpty()) {
      return journal.release(lease, RunState.RUNNING, Optional.empty(), Long.MAX_VALUE);
    }
    return switch (outcome.get()) {
      case Outcome.Done<?> _,Outcome.Failed<?> _,Outcome.Exhausted<?> _ ->
          journal.release(lease, RunState.RUNNING, Optional.empty(), Long.MAX_VALUE);
      case Outcome.Waiting<?>(var waits) -> {
        script.catchUp();
        yield !past.overtaken(lease.run(), waits)
            && journal.release(lease, RunState.WAITING, due(waits), script.read());
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

  private static Optional<Instant> due(List<Outcome.Wait> waits) {
    return waits.stream().flatMap(wait -> wait.due().stream()).min(Instant::compareTo);
  }

  /** Empty if the run goes on as another one. */
  private <O> Optional<Outcome<O>> execute(Drive drive, List<Stamped> entries, Program<?, O> program) {
    Execution execution =
        new Execution(drive, Reuse.of(drive.header, entries, journal), this, doorbell, limits);
    Ending<O> ending;
    active.put(drive.header.id(), drive);
    try (drive) {
      ending = Ending.of(execution, program);
    } finally {
      active.remove(drive.header.id(), drive);
    }
    Optional<Outcome<O>> obstacle = drive.obstacle();
    if (obstacle.isPresent()) {
      return obstacle;
    }
    Optional<Object> continuation = execution.continuation();
    if (continuation.isPresent()) {
      continueAs(drive, continuation.get(), program);
      return Optional.empty();
    }
    ending.write(drive);
    return Optional.of(ending.outcome());
  }

  /** The successor of a called run is called by the same step, and nobody's budget is filled up again. */
  @SuppressWarnings("unchecked") // the program's own run was asked to continue with the program's own input
  private <I> void continueAs(Drive drive, Object input, Program<I, ?> program) {
    RunHeader header = drive.header;
    Recordable next = Recordable.of((I) input, program.input(), redactor);
    RunId successor = header.id().successor();
    Derivation derivation =
        header.derivation() instanceof Derivation.Nested nested ? new Derivation.Nested(nested.parent(),
            nested.at(), nested.depth(), nested.like().map(RunId::successor), nested.redraws())
            : new Derivation.Continued(header.id());
    create(new RunHeader(successor, header.program(), next.content(), header.manifest(), derivation,
        header.effects(), drive.account.remaining(), header.memo(), header.draw().map(draw -> draw + "+"),
        header.seed() + 1, journal.now()), next, drive.again(header.manifest()));
    String end = "continued " + next.content().hash();
    drive.script().orElseThrow().write(new Entry.Ended(Path.ROOT,
        new Entry.End.Continued(successor, next.content(), drive.steps(), drive.digest(end)), journal.now()),
        next.parts(), next.payloads(), Map.of());
    if (drive.past.cancelled()) {
      cancel(successor);
    }
  }

  @Override
  public void create(RunHeader header, Recordable input, Recordable manifest) {
    List<Merkle.Part> parts = new ArrayList<>(input.parts());
    parts.addAll(manifest.parts());
    List<Hash> payloads = new ArrayList<>(input.payloads());
    payloads.addAll(manifest.payloads());
    journal.create(header, new Append(List.of(), parts, payloads, Map.of()));
  }

  /** Asks a run to stop, or what it was continued as, with the runs that it is just calling. */
  @Override
  public boolean cancel(RunId run) {
    boolean asked = journal.cancel(run);
    if (!asked && journal.find(run).map(record -> record.state() == RunState.CONTINUED).orElse(false)) {
      return cancel(run.successor());
    }
    Drive drive = active.get(run);
    if (drive != null) {
      drive.past.cancel();
      drive.called.forEach(this::cancel);
    }
    doorbell.ring();
    return asked;
  }

  @Override
  public Sum sum(RunId child) {
    return Sum.ofAll(journal, child);
  }

  /** The outcome of a run that is over. */
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
      case Entry.End.Continued continued ->
          throw new IllegalStateException("run " + id + " goes on as " + continued.successor());
    };
  }

  @Override
  public void close() {
    leases.close();
  }
}
