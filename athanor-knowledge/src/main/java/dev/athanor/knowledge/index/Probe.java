package dev.athanor.knowledge.index;

import java.util.Optional;

/**
 * What is searched for, in words, as a vector, or both.
 *
 * @param text the words, if keywords are asked; plain text without any syntax
 * @param vector the question's vector, if vectors are asked
 */
public record Probe(Optional<String> text, Optional<float[]> vector) {
  /** Keywords only. */
  public static Probe keyword(String text) {
    return new Probe(Optional.of(text), Optional.empty());
  }

  /** Vectors only. */
  public static Probe dense(float[] vector) {
    return new Probe(Optional.empty(), Optional.of(vector));
  }

  /** Both. */
  public static Probe hybrid(String text, float[] vector) {
    return new Probe(Optional.of(text), Optional.of(vector));
  }
}
