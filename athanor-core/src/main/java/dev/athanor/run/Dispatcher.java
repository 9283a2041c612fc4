package dev.athanor.run;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.RunId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Wakes runs in this process: those whose time has come, that were answered, or whose driver is gone. One of many
 * possible engines; all it needs is {@link Runs#drive}. Runs of programs that are not known here are left to others.
 */
public final class Dispatcher implements AutoCloseable {
  private static final int BATCH = 100;

  private final Runs runs;
  private final Duration pause;
  private final Set<RunId> driving = ConcurrentHashMap.newKeySet();
  private final Set<RunId> strangers = ConcurrentHashMap.newKeySet();
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

  private void watch() {
    while (!closed) {
      try {
        runs.journal().due(BATCH).forEach(this::drive);
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        return;
      } catch (AthanorException e) {
        lastProblem = e;
      }
    }
  }

  private void drive(RunId id) {
    if (closed || strangers.contains(id) || !driving.add(id)) {
      return;
    }
    threads.execute(() -> {
      try {
        runs.drive(id);
      } catch (AthanorException e) {
        runs.warn(id, e);
        if (e.code().equals("program-unknown")) {
          strangers.add(id);
        }
      } finally {
        driving.remove(id);
      }
    });
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
    threads.close();
  }
}
