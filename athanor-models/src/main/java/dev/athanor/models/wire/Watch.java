package dev.athanor.models.wire;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends an exchange in which nothing comes any more. Safe for use by several threads. */
final class Watch implements AutoCloseable {
  private final ScheduledExecutorService clockwork;
  private final Runnable end;
  private volatile long due;
  private volatile boolean over;
  private volatile Future<?> check;

  Watch(ScheduledExecutorService clockwork, long due, Runnable end) {
    this.clockwork = clockwork;
    this.due = due;
    this.end = end;
    this.check = schedule();
  }

  private Future<?> schedule() {
    return clockwork.schedule(this::look, Math.max(0, due - System.nanoTime()), TimeUnit.NANOSECONDS);
  }

  private void look() {
    if (due - System.nanoTime() > 0) {
      check = schedule();
    } else {
      over = true;
      Thread.ofVirtual().name("athanor-too-slow").start(end);
    }
  }

  /** Something has come: from now on it is waited anew. */
  void again(Duration limit) {
    due = System.nanoTime() + limit.toNanos();
  }

  /** Whether it was waited for too long. */
  boolean over() {
    return over;
  }

  @Override
  public void close() {
    check.cancel(false);
  }
}
