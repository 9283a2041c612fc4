package dev.athanor.models.wire;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends an exchange in which nothing comes any more. Safe for use by several threads; one lock guards it. */
final class Watch implements AutoCloseable {
  private final ScheduledExecutorService clockwork;
  private final Runnable end;
  private long due;
  private long looked;
  private Future<?> check;
  private boolean over;

  Watch(ScheduledExecutorService clockwork, long due, Runnable end) {
    this.clockwork = clockwork;
    this.due = due;
    this.looked = due;
    this.end = end;
    this.check = at(due);
  }

  private Future<?> at(long time) {
    return clockwork.schedule(this::look, Math.max(0, time - System.nanoTime()), TimeUnit.NANOSECONDS);
  }

  private synchronized void look() {
    if (due - System.nanoTime() > 0) {
      plan();
    } else {
      over = true;
      Thread.ofVirtual().name("athanor-too-slow").start(end);
    }
  }

  private void plan() {
    looked = due;
    check = at(due);
  }

  /** Something has come: from now on it is waited anew. A look that is planned goes on from there, unless it comes too late. */
  synchronized void again(Duration limit) {
    due = System.nanoTime() + limit.toNanos();
    if (due - looked < 0) {
      check.cancel(false);
      plan();
    }
  }

  /** Whether it was waited for too long. */
  synchronized boolean over() {
    return over;
  }

  @Override
  public synchronized void close() {
    check.cancel(false);
  }
}
