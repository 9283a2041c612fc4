package dev.athanor.knowledge.retrieve;

import java.util.Optional;

/**
 * Why a passage was found where it was.
 *
 * @param total what hits are ordered by, from 0 to 1
 * @param keyword what its words added, if words were searched
 * @param dense what its meaning added, if meaning was searched
 * @param reranked what a model said that compared question and passage, if one did: the total is made of this alone then
 */
public record Score(double total, Optional<Part> keyword, Optional<Part> dense, Optional<Reranked> reranked) {
  /** Of words and meaning. */
  public Score(double total, Optional<Part> keyword, Optional<Part> dense) {
    this(total, keyword, dense, Optional.empty());
  }

  /**
   * What a model said.
   *
   * @param raw its score
   * @param fused what the total was before
   * @param rank the place before, from 1
   */
  public record Reranked(double raw, double fused, int rank) {}

  /** The same after a model has compared: its score, between 0 and 1, is the total. */
  Score reranked(double raw, int rank) {
    return new Score(1 / (1 + Math.exp(-raw)), keyword, dense, Optional.of(new Reranked(raw, total, rank)));
  }

  /**
   * One part of a score.
   *
   * @param raw BM25 for words, the cosine for meaning
   * @param normalised raw, scaled so that the candidates lie between 0 and 1
   * @param weight what normalised counts in the total
   * @param rank the place among all candidates by raw, from 1
   */
  public record Part(double raw, double normalised, double weight, int rank) {}
}
