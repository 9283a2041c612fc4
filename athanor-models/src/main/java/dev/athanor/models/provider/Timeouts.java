package dev.athanor.models.provider;

import java.time.Duration;

/**
 * How long a provider is waited for. How long an answer may take in all is the operation's affair.
 *
 * @param connect until there is a connection
 * @param firstToken until the first piece of an answer; models that think may be silent for minutes
 * @param betweenTokens from one piece to the next
 */
public record Timeouts(Duration connect, Duration firstToken, Duration betweenTokens) {
  /** 10 seconds, 5 minutes, 2 minutes. */
  public static final Timeouts PATIENT =
      new Timeouts(Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofMinutes(2));

  /** Checks. */
  public Timeouts {
    if (!connect.isPositive() || !firstToken.isPositive() || !betweenTokens.isPositive()) {
      throw new IllegalArgumentException("timeouts are positive: " + connect + ", " + firstToken + ", "
          + betweenTokens);
    }
  }
}
