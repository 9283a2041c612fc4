package dev.athanor.model;

import java.util.Optional;

/**
 * Tokens as the provider has counted them. What it does not say is empty, never zero.
 *
 * @param input all of the request, cached ones too
 * @param output all of the answer, reasoning too
 * @param cacheRead those of the input that the provider had in its cache
 * @param cacheWrite those of the input that it has put there
 * @param reasoning those of the output that were thought
 */
public record Usage(Optional<Long> input, Optional<Long> output, Optional<Long> cacheRead,
    Optional<Long> cacheWrite,
    Optional<Long> reasoning) {
  /** Nothing is known. */
  public static final Usage UNKNOWN =
      new Usage(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Input and output. */
  public static Usage of(long input, long output) {
    return new Usage(Optional.of(input), Optional.of(output), Optional.empty(), Optional.empty(),
        Optional.empty());
  }

  /** What is spent at least: a count that is not told counts nothing. */
  Usage known() {
    return new Usage(Optional.of(input.orElse(0L)), Optional.of(output.orElse(0L)), cacheRead, cacheWrite,
        reasoning);
  }

  /** All tokens that are known of. */
  public long total() {
    return input.orElse(0L) + output.orElse(0L);
  }
}
