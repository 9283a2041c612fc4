package dev.athanor.knowledge.retrieve;

import java.util.List;

/**
 * A model that reads a question and a passage together and says how well the one fits the other. A pure function: the same two
 * texts give the same bits, whatever they are compared with. Safe for use by many threads.
 */
public interface Reranker {
  /** Names everything that decides a score: model, tokenizer, cut-off, runtime. Loads no model. */
  String version();

  /** The scores of passages, in their order; the greater the better. */
  double[] scores(String question, List<String> passages);
}
