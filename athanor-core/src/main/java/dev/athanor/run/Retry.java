package dev.athanor.run;

import java.time.Duration;
import java.util.Optional;
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

  /** Whether there is another attempt after this one; not if the other side asks to wait longer than the longest pause. */
  public boolean allows(int attempt, Optional<Duration> asked) {
    return attempt < attempts && asked.map(wait -> wait.compareTo(longest) <= 0).orElse(true);
  }

  /** The pause after this attempt: as long as the other side has asked for, or longer. */
  public Duration pause(int attempt, Optional<Duration> asked, RandomGenerator jitter) {
    Duration drawn = pause(attempt, jitter);
    return asked.filter(wait -> wait.compareTo(drawn) > 0).orElse(drawn);
  }

  private Duration pause(int attempt, RandomGenerator jitter) {
    double doubled = (double) first.toNanos() * Math.pow(2, attempt - 1.0);
    double most = Math.min(doubled, (double) longest.toNanos());
    return Duration.ofNanos((long) (most * (0.5 + jitter.nextDouble() / 2)));
  }
}
