package dev.athanor.models.provider;

import java.util.Optional;

/**
 * How much a provider is asked at most, by this process.
 *
 * @param concurrent questions at once
 * @param requestsPerMinute questions in any 60 seconds
 * @param tokensPerMinute tokens in any 60 seconds, in and out; what a question will take is estimated from its length
 */
public record Limits(Optional<Integer> concurrent, Optional<Integer> requestsPerMinute,
    Optional<Long> tokensPerMinute) {
  /** As much as is wanted. */
  public static final Limits NONE = new Limits(Optional.empty(), Optional.empty(), Optional.empty());

  /** Checks. */
  public Limits {
    if (concurrent.filter(most -> most < 1).isPresent()
        || requestsPerMinute.filter(most -> most < 1).isPresent()
        || tokensPerMinute.filter(most -> most < 1).isPresent()) {
      throw new IllegalArgumentException(
          "limits are at least 1: " + concurrent + ", " + requestsPerMinute + ", "
              + tokensPerMinute);
    }
  }

  /** At most so many questions at once. */
  public static Limits concurrent(int most) {
    return new Limits(Optional.of(most), Optional.empty(), Optional.empty());
  }
}
