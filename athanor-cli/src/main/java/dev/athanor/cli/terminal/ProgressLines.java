package dev.athanor.cli.terminal;

import java.time.Duration;

/** A line from time to time, for logs: nothing at all if it is over quickly. */
final class ProgressLines implements Progress {
  private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

  private final Screen screen;
  private final String what;
  /** Guarded by this. */
  private long said = System.nanoTime();

  ProgressLines(Screen screen, String what) {
    this.screen = screen;
    this.what = what;
  }

  @Override
  public synchronized void at(long done, long total, String detail) {
    long now = System.nanoTime();
    if (total > 0 && now - said >= PAUSE_NANOS) {
      said = now;
      screen.note(what + ": " + done + " of " + total);
    }
  }

  @Override
  public void close() {
    // What was said stays.
  }
}
