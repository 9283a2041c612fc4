package dev.athanor.models.wire;

import java.time.Duration;

/**
 * How long is waited for the pieces of an answer.
 *
 * @param first until the first piece, the connection included
 * @param next from one piece to the next
 */
public record Patience(Duration first, Duration next) {
  /** Checks. */
  public Patience {
    if (!first.isPositive() || !next.isPositive()) {
      throw new IllegalArgumentException("times to wait are positive: " + first + ", " + next);
    }
  }
}
