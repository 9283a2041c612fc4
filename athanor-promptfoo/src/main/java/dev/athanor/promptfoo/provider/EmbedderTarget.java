package dev.athanor.promptfoo.provider;

import dev.athanor.json.Codec;

/**
 * A model that makes vectors of texts.
 *
 * @param connection where it is
 * @param model as its provider calls it
 */
public record EmbedderTarget(Target.Connection connection, String model) {
  /** As JSON. */
  public static final Codec<EmbedderTarget> CODEC = Codec.of(EmbedderTarget.class);
}
