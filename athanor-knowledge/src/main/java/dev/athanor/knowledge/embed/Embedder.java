package dev.athanor.knowledge.embed;

import java.util.List;

/**
 * Turns text into vectors whose dot product tells how close two texts are in meaning. Safe for use by many threads.
 *
 * <p>One in this process is a pure function: the same text gives the same bits, whatever it was grouped with, in any thread
 * and in any process on the same kind of processor. A provider's model need not be: it is asked once, and what it has made is
 * kept, of a passage in the ledger and of a question in what its search has found.
 */
public interface Embedder {
  /**
   * Names everything that decides a vector: model, cut-off, pooling, runtime. Cheap: loads no model, asks nobody. What has
   * files may read them through, once.
   */
  String version();

  /** The length of every vector. May ask, where only a first vector tells it. */
  int dimensions();

  /**
   * The vectors of passages, in the order of the passages, each of length one. What is longer than the model reads is cut
   * off at its end.
   */
  List<float[]> embed(List<String> passages);

  /** The vector of a question, to be compared with those of passages. One try: whoever asks decides on another. */
  float[] embedQuery(String query);

  /** So many passages are best given at once. They are kept together when they are made, so that what was paid for is not lost. */
  default int batch() {
    return 64;
  }
}
