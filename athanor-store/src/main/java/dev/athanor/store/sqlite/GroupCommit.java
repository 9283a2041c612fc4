package dev.athanor.store.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. What has gathered while it was committing goes into the next transaction, so that many
 * writers share one sync of the disk. A write that fails is rolled back alone: the others of its group are done again
 * without it.
 */
final class GroupCommit implements AutoCloseable {
  /** Enough to share a sync among all who can wait for it; small enough not to keep the lock from other processes. */
  private static final int LARGEST_GROUP = 512;
  /** How long the thread waits for those who took part in the last group, as a part of what a commit takes. */
  private static final int PATIENCE_DIVISOR = 4;
  private static final long LONGEST_PATIENCE_NANOS = 1_000_000;

  private final Connections connections;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition enough = lock.newCondition();
  /** Guarded by the lock. */
  private List<Item<?>> waiting = new ArrayList<>();
  /** Guarded by the lock: how many must wait for the thread to be woken. */
  private int wanted = 1;
  /** Guarded by the lock. */
  private boolean closing;
  /** Owned by the thread, as are the two below. */
  private @Nullable Transactions writer;
  private int expected = 1;
  private long commitNanos;

  GroupCommit(Connections connections, String name) {
    this.connections = connections;
    this.thread = Thread.ofPlatform().daemon().name("writer of " + name).unstarted(this::run);
  }

  /** A write and whoever waits for it. */
  private static final class Item<T> {
    final Work<T> work;
    final CompletableFuture<T> committed = new CompletableFuture<>();
    private @Nullable Runnable completion;

    Item(Work<T> work) {
      this.work = work;
    }

    void run(Statements sql) throws SQLException {
      T result = work.on(sql);
      completion = () -> committed.complete(result);
    }

    void complete() {
      if (completion != null) {
        completion.run();
      }
    }
  }

  /** Done when the write is on the disk. */
  <T> CompletableFuture<T> submit(Work<T> work) {
    Item<T> item = new Item<>(work);
    lock.lock();
    try {
      if (closing) {
        throw SqliteFailures.closed();
      }
      if (thread.getState() == Thread.State.NEW) {
        thread.start();
      }
      waiting.add(item);
      if (waiting.size() >= wanted) {
        enough.signal();
      }
    } finally {
      lock.unlock();
    }
    return item.committed;
  }

  private void run() {
    try {
      for (List<Item<?>> group = next(); !group.isEmpty(); group = next()) {
        for (int from = 0; from < group.size(); from += LARGEST_GROUP) {
          commit(group.subList(from, Math.min(group.size(), from + LARGEST_GROUP)));
        }
        expected = group.size();
      }
    } finally {
      abandonConnection();
    }
  }

  /** Waits for the next group; empty when the database closes. */
  private List<Item<?>> next() {
    lock.lock();
    try {
      wanted = 1;
      while (waiting.isEmpty() && !closing) {
        enough.awaitUninterruptibly();
      }
      awaitTheOthers();
      List<Item<?>> group = waiting;
      waiting = new ArrayList<>(expected);
      return group;
    } finally {
      lock.unlock();
    }
  }

  /** Those who were in the last group are likely to be back in a moment, and a sync serves all of them at once. */
  private void awaitTheOthers() {
    long patience = Math.min(commitNanos / PATIENCE_DIVISOR, LONGEST_PATIENCE_NANOS);
    long end = System.nanoTime() + patience;
    wanted = expected;
    try {
      while (waiting.size() < wanted && !closing && enough.awaitNanos(end - System.nanoTime()) > 0) {
        // Woken by enough of them, by closing, or by chance.
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  private void commit(List<Item<?>> group) {
    long begin = System.nanoTime();
    try {
      attempt(group);
      commitNanos = System.nanoTime() - begin;
    } catch (Throwable failure) {
      if (group.size() == 1 || (failure instanceof SQLException sql && !SqliteFailures.concernsOne(sql))) {
        group.forEach(item -> item.committed.completeExceptionally(failure));
      } else {
        group.forEach(item -> commit(List.of(item)));
      }
    }
  }

  private void attempt(List<Item<?>> group) throws SQLException {
    Transactions transactions = writer;
    if (transactions == null) {
      transactions = connections.writer();
      writer = transactions;
    }
    transactions.begin();
    boolean committed = false;
    try {
      for (Item<?> item : group) {
        item.run(transactions.statements());
      }
      transactions.commit();
      committed = true;
    } finally {
      if (!committed) {
        rollback(transactions);
      }
    }
    group.forEach(Item::complete);
  }

  private void rollback(Transactions transactions) {
    try {
      transactions.rollback();
    } catch (SQLException alreadyRolledBack) {
      abandonConnection();
    }
  }

  private void abandonConnection() {
    Transactions last = writer;
    writer = null;
    if (last != null) {
      try {
        last.close();
      } catch (SQLException unusable) {
        // It is let go of in any case; what was committed is committed.
      }
    }
  }

  /** Commits what waits, and ends. */
  @Override
  public void close() {
    boolean running;
    lock.lock();
    try {
      closing = true;
      enough.signal();
      running = thread.getState() != Thread.State.NEW;
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (running && thread.isAlive()) {
      try {
        thread.join(TimeUnit.SECONDS.toMillis(1));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
