package dev.athanor.run;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Cases made up from seeds. A failure names its seed and where in the case it was; so does a case that hangs, with what
 * all threads are doing. The system property {@code athanor.cases} multiplies how many cases there are, for a long soak.
 */
final class Cases {
  private static final int TIMES = Integer.getInteger("athanor.cases", 1);
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final long seed;
  private volatile String where = "at its beginning";

  private Cases(long seed) {
    this.seed = seed;
  }

  /** One case. */
  interface Body {
    void with(long seed, Cases now) throws Exception;
  }

  /** Says how far the case is. */
  void at(String place) {
    where = place;
  }

  /** So many cases, by the seeds from the first one on. */
  static void each(long first, int count, Body body) {
    for (long seed = first; seed < first + (long) count * TIMES; seed++) {
      new Cases(seed).run(body);
    }
  }

  private void run(Body body) {
    FutureTask<Void> task = new FutureTask<>(() -> {
      body.with(seed, this);
      return null;
    });
    Thread.ofVirtual().name("case-" + seed).start(task);
    try {
      task.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new AssertionError("seed " + seed + ", " + where + ": " + cause.getMessage(), cause);
    } catch (TimeoutException e) {
      throw new AssertionError(
          "seed " + seed + ", " + where + ": it hung for " + LONGEST + " while\n" + threads(), e);
    } catch (InterruptedException e) {
      throw new AssertionError("seed " + seed + ", " + where + ": interrupted", e);
    }
  }

  /** All threads, the virtual ones too. */
  private static String threads() {
    try {
      Path folder = Files.createTempDirectory("threads");
      Path dump = folder.resolve("threads.txt");
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpThreads(dump.toString(),
          HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
      String text = Files.readString(dump);
      Files.delete(dump);
      Files.delete(folder);
      return text;
    } catch (IOException e) {
      return "nobody knows what: " + e;
    }
  }
}
