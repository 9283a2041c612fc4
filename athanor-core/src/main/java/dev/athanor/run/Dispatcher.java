package dev.athanor.run;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.RunId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Wakes runs in this process: those whose time has come, that were answered, or whose driver is gone. One of many
 * possible engines; all it needs is {@link Runs#drive}. A run that can't be driven here, because its program is not known
 * or its record is damaged, is tried again later and later, and keeps no other run waiting.
 */
public final class Dispatcher implements AutoCloseable {
  private static final int BATCH = 100;
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

  private final Runs runs;
  private final Duration pause;
  private final Set<RunId> driving = ConcurrentHashMap.newKeySet();
  private final Map<RunId, Delay> delayed = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread loop;
  private volatile boolean closed;
  private volatile @Nullable AthanorException lastProblem;

  /** Begins to look for runs that should be driven, this often. */
  public Dispatcher(Runs runs, Duration pause) {
    this.runs = runs;
    this.pause = pause;
    this.loop = Thread.ofVirtual().name("athanor-dispatcher").start(this::watch);
  }

  /** Until when a run is left alone that could not be driven, on the monotonic clock. */
  private record Delay(Duration length, long end) {
    boolean over() {
      return System.nanoTime() - end >= 0;
    }
  }

  private void watch() {
    try {
      while (!closed) {
        look();
        Thread.sleep(pause);
      }
    } catch (InterruptedException e) {
      // The dispatcher is being closed, and nobody else knows this thread.
    }
  }

  private void look() {
    try {
      runs.journal().due(BATCH + delayed.size()).forEach(this::drive);
    } catch (AthanorException e) {
      lastProblem = e;
    }
  }

  private void drive(RunId id) {
    Delay delay = delayed.get(id);
    if (closed || (delay != null && !delay.over()) || !driving.add(id)) {
      return;
    }
    threads.execute(() -> {
      try {
        runs.drive(id);
        delayed.remove(id);
      } catch (AthanorException e) {
        delay(id, e);
      } finally {
        driving.remove(id);
      }
    });
  }

  private void delay(RunId id, AthanorException problem) {
    Delay before = delayed.get(id);
    if (before == null) {
      runs.warn(id, problem);
    }
    Duration twice = before == null ? pause : before.length.multipliedBy(2);
    Duration length = twice.compareTo(LONGEST_DELAY) < 0 ? twice : LONGEST_DELAY;
    delayed.put(id, new Delay(length, System.nanoTime() + length.toNanos()));
  }

  /** What kept the dispatcher from looking, last; it goes on trying. */
  public Optional<AthanorException> lastProblem() {
    return Optional.ofNullable(lastProblem);
  }

  /** Stops looking, and waits for the runs that are being driven. */
  @Override
  public void close() {
    closed = true;
    loop.interrupt();
    try {
      // What it has just found to be due still goes to the threads.
      loop.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      threads.close();
    }
  }
}
