package dev.athanor.eval.scorer;

import dev.athanor.eval.dataset.Case;
import dev.athanor.json.Codec;

/**
 * A finished trial, as scorers see it.
 *
 * @param given what was asked
 * @param output what came back
 * @param trail what was done for it
 */
public record Sample(Case given, Output output, Trail trail) {
  /** As JSON. */
  public static final Codec<Sample> CODEC = Codec.of(Sample.class);
}
