package dev.athanor.simulator.answer;

import java.time.Duration;

/**
 * How many requests a key may make.
 *
 * @param requests at least 1
 * @param per in any time of this length
 */
public record RateLimit(int requests, Duration per) {
  /** Checks. */
  public RateLimit {
    if (requests < 1 || per.isNegative() || per.isZero()) {
      throw new IllegalArgumentException(
          "a rate limit needs a number of requests and a time, not " + requests + " per "
              + per);
    }
  }
}
