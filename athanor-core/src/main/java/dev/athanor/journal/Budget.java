package dev.athanor.journal;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a run or a scope may spend at most. What is absent is not limited.
 *
 * @param steps lived steps
 * @param tokens model tokens
 * @param dollars money
 * @param time spent driving; time spent waiting for people does not count
 * @param depth runs nested in runs; 0 allows none
 */
public record Budget(OptionalLong steps, OptionalLong tokens, Optional<BigDecimal> dollars, Optional<
    Duration> time,
    OptionalInt depth) {
  /** No limit. */
  public static final Budget UNLIMITED = new Budget(OptionalLong.empty(), OptionalLong.empty(), Optional
      .empty(),
      Optional.empty(), OptionalInt.empty());

  /** The same with at most this many lived steps. */
  public Budget steps(long most) {
    return new Budget(OptionalLong.of(most), tokens, dollars, time, depth);
  }

  /** The same with at most this many tokens. */
  public Budget tokens(long most) {
    return new Budget(steps, OptionalLong.of(most), dollars, time, depth);
  }

  /** The same with at most this much money. */
  public Budget dollars(BigDecimal most) {
    return new Budget(steps, tokens, Optional.of(most), time, depth);
  }

  /** The same with at most this much time. */
  public Budget time(Duration most) {
    return new Budget(steps, tokens, dollars, Optional.of(most), depth);
  }

  /** The same with runs nested at most this deep. */
  public Budget depth(int most) {
    return new Budget(steps, tokens, dollars, time, OptionalInt.of(most));
  }
}
