package dev.athanor.cli.terminal;

import java.time.Duration;

/** A bar on a terminal, drawn over itself a few times a second. */
final class ProgressBar implements Progress, Screen.Bar {
  private static final int CELLS = 24;
  private static final long PAUSE_NANOS = Duration.ofMillis(80).toNanos();
  private static final Duration SHOW_LEFT_AFTER = Duration.ofSeconds(2);

  private final Screen screen;
  private final String what;
  private final long began = System.nanoTime();
  private volatile long drawn = began - PAUSE_NANOS;
  private volatile boolean closed;

  ProgressBar(Screen screen, String what) {
    this.screen = screen;
    this.what = what;
  }

  @Override
  public synchronized void at(long done, long total, String detail) {
    long now = System.nanoTime();
    if (closed || (now - drawn < PAUSE_NANOS && done != total)) {
      return;
    }
    drawn = now;
    screen.rewrite(this, line(done, total, detail, Duration.ofNanos(now - began)));
  }

  private String line(long done, long total, String detail, Duration passed) {
    if (total <= 0) {
      return what + "  " + detail;
    }
    int full = (int) (CELLS * Math.min(done, total) / total);
    String bar = "━".repeat(full) + "╌".repeat(CELLS - full);
    String head = what + " " + bar + " " + done + "/" + total + left(done, total, passed);
    int room = screen.talkWidth() - 3 - TextWidth.of(head);
    return room < 10 || detail.isEmpty() ? head : head + "  " + TextWidth.cut(detail, room);
  }

  private static String left(long done, long total, Duration passed) {
    if (done <= 0 || done >= total || passed.compareTo(SHOW_LEFT_AFTER) < 0) {
      return "";
    }
    long seconds = Math.round(passed.toMillis() / 1000.0 * (total - done) / done);
    return "  " + (seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s") + " left";
  }

  /** The next call draws the bar again. */
  @Override
  public void hide() {
    drawn = began - PAUSE_NANOS;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    screen.erase(this);
  }
}
