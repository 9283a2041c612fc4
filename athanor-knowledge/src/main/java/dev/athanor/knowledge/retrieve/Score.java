package dev.athanor.knowledge.retrieve;

import java.util.Optional;

/**
 * Why a passage was found where it was.
 *
 * @param total what hits are ordered by, from 0 to 1
 * @param keyword what its words added, if words were searched
 * @param dense what its meaning added, if meaning was searched
 */
public record Score(double total, Optional<Part> keyword, Optional<Part> dense) {
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
