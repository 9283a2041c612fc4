package dev.athanor.journal;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * What living a step cost.
 *
 * @param tokens model tokens, in and out
 * @param dollars money in US dollars
 */
public record Spend(long tokens, BigDecimal dollars) {
  /** Nothing. */
  public static final Spend NONE = new Spend(0, BigDecimal.ZERO);

  /** Checks the signs. */
  public Spend {
    Objects.requireNonNull(dollars);
    if (tokens < 0 || dollars.signum() < 0) {
      throw new IllegalArgumentException("a spend is not negative: " + tokens + " tokens, $" + dollars);
    }
  }

  /** Both together. */
  public Spend plus(Spend other) {
    return new Spend(tokens + other.tokens, dollars.add(other.dollars));
  }
}
