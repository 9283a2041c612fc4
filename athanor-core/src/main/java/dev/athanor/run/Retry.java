package dev.athanor.run;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often, and how long apart, a retryable failure is tried again.
 *
 * @param attempts in all, at least 1
 * @param first pause before the second attempt; doubled for each further one, and drawn between half and the whole of that
 * @param longest pause
 */
public record Retry(int attempts, Duration first, Duration longest) {
  /** One attempt. */
  public static final Retry NONE = new Retry(1, Duration.ZERO, Duration.ZERO);

  /** Checks. */
  public Retry {
    if (attempts < 1 || first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("a retry has at least 1 attempt and pauses that do not shrink: "
          + attempts
          + " attempts, first pause " + first + ", longest " + longest);
    }
  }

  /** The pause after this attempt. */
  Duration pause(int attempt, RandomGenerator jitter) {
    double doubled = (double) first.toNanos() * Math.pow(2, attempt - 1.0);
    double most = Math.min(doubled, (double) longest.toNanos());
    return Duration.ofNanos((long) (most * (0.5 + jitter.nextDouble() / 2)));
  }
}
