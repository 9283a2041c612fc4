package dev.athanor.knowledge.embed;

import java.util.List;

/**
 * Turns text into vectors whose dot product tells how close two texts are in meaning.
 *
 * <p>An embedder is a pure function: the same text gives the same bits, whatever it was grouped with, in any thread and
 * in any process on the same kind of processor. Safe for use by many threads.
 */
public interface Embedder {
  /** Names everything that decides a vector: model, cut-off, pooling, runtime. Cheap: loads no model. */
  String version();

  /** The length of every vector. */
  int dimensions();

  /**
   * The vectors of passages, in the order of the passages, each of length one. What is longer than the model reads is cut
   * off at its end.
   */
  List<float[]> embed(List<String> passages);

  /** The vector of a question, to be compared with those of passages. */
  float[] embedQuery(String query);
}
