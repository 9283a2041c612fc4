package dev.athanor.run;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Journal;
import dev.athanor.journal.Lease;
import dev.athanor.journal.RunId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The leases that this process holds, renewed by one daemon thread until they are forgotten. */
final class Leases implements AutoCloseable {
  private final Journal journal;
  private final Duration life;
  private final String owner = "pid " + ProcessHandle.current().pid();
  private final Set<Lease> held = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService renewer = Executors.newSingleThreadScheduledExecutor(
      Thread.ofPlatform().daemon().name("athanor-leases").factory());

  Leases(Journal journal, Duration life) {
    this.journal = journal;
    this.life = life;
    long third = Math.max(1, life.toMillis() / 3);
    var _ = renewer.scheduleAtFixedRate(this::renew, third, third, TimeUnit.MILLISECONDS);
  }

  String owner() {
    return owner;
  }

  Optional<Lease> acquire(RunId id) {
    Optional<Lease> lease = journal.acquire(id, owner, life);
    lease.ifPresent(held::add);
    return lease;
  }

  void forget(Lease lease) {
    held.remove(lease);
  }

  private void renew() {
    held.removeIf(lease -> !renew(lease));
  }

  /** When the store is in trouble, whoever appends next hears of it, and the next round tries again. */
  private boolean renew(Lease lease) {
    try {
      return journal.renew(lease, life);
    } catch (AthanorException e) {
      return true;
    }
  }

  @Override
  public void close() {
    renewer.shutdownNow();
  }
}
