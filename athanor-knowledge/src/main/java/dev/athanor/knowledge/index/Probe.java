package dev.athanor.knowledge.index;

import dev.athanor.knowledge.filter.Filter;
import java.util.Optional;

/**
 * What is searched for, in words, as a vector, or both.
 *
 * @param text the words, if keywords are asked; plain text without any syntax
 * @param vector the question's vector, if vectors are asked
 * @param filter which documents may be found
 */
public record Probe(Optional<String> text, Optional<float[]> vector, Filter filter) {
  /** Keywords only. */
  public static Probe keyword(String text) {
    return new Probe(Optional.of(text), Optional.empty(), Filter.everything());
  }

  /** Vectors only. */
  public static Probe dense(float[] vector) {
    return new Probe(Optional.empty(), Optional.of(vector), Filter.everything());
  }

  /** Both. */
  public static Probe hybrid(String text, float[] vector) {
    return new Probe(Optional.of(text), Optional.of(vector), Filter.everything());
  }

  /** The same among other documents. */
  public Probe among(Filter others) {
    return new Probe(text, vector, others);
  }
}
