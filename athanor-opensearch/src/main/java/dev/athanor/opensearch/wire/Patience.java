package dev.athanor.opensearch.wire;

import java.time.Duration;

/**
 * How long is waited for a cluster.
 *
 * @param connect for a connection to one node
 * @param answer for one answer
 * @param all for everything that is tried to get one thing done
 * @param first the longest pause before the second attempt; each later one may be twice as long
 */
public record Patience(Duration connect, Duration answer, Duration all, Duration first) {
  /** What a user gets who says nothing: longer than a cluster needs to replace a node that it has lost. */
  public static final Patience STANDARD =
      new Patience(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(90),
          Duration.ofMillis(100));

  /** Any node greets, also while the cluster replaces another one: so a wrong address is told soon. */
  private static final Duration GREETING = Duration.ofSeconds(15);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** How long is waited for the very first answer. */
  Duration greeting() {
    return all.compareTo(GREETING) < 0 ? all : GREETING;
  }

  /** The longest pause before the next attempt. */
  Duration pause(int attempts) {
    Duration doubled = first.multipliedBy(1L << Math.min(attempts - 1, 10));
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }
}
