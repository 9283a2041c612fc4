package dev.athanor.knowledge.answer;

import dev.athanor.knowledge.retrieve.Passage;
import dev.athanor.knowledge.retrieve.Place;

/**
 * A sentence and the words in it that look most like the answer.
 *
 * @param place where it stands
 * @param sentence the sentence; with the one before it, if it points back to that with its first word
 * @param answer the words that look like the answer, a part of the sentence
 * @param score of these words as the answer: comparable within one question only
 * @param evidence how well the sentence fits the question
 */
public record Finding(Place place, Passage sentence, Passage answer, double score, Evidence evidence) {
  /**
   * How well a sentence fits a question.
   *
   * @param cosine of their vectors
   * @param coverage the share of the question's words that stand in the sentence, each counted by its rarity
   * @param context the same for the sentence, its headings and the sentences beside it
   * @param source what the search gave the text that it stands in
   */
  public record Evidence(double cosine, double coverage, double context, double source) {}
}
