package dev.athanor.document.parse.child;

import dev.athanor.error.AthanorException;
import java.time.Duration;

/**
 * What a process that reads files may use.
 *
 * @param memoryBytes its heap
 * @param timeout how long it may read one file
 * @param processes how many there are at most; they are started when they are needed
 */
public record ParserLimits(long memoryBytes, Duration timeout, int processes) {
  /** Below this, not even the reader itself fits. */
  public static final long LEAST_MEMORY = 64_000_000;
  /** 512 MB, two minutes, two processes. */
  public static final ParserLimits STANDARD = new ParserLimits(512_000_000, Duration.ofMinutes(2), 2);

  /** Checks the bounds. */
  public ParserLimits {
    if (memoryBytes < LEAST_MEMORY) {
      throw AthanorException.user("parsing", "the memory is " + memoryBytes / 1_000_000
          + " MB; expected at least " + LEAST_MEMORY / 1_000_000 + " MB");
    }
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException(
          "the timeout is " + timeout + "; expected a positive one such as 2 min");
    }
    if (processes < 1) {
      throw AthanorException.user("parsing",
          "the number of processes is " + processes + "; expected at least 1");
    }
  }
}
