package dev.athanor.knowledge.answer;

import dev.athanor.knowledge.retrieve.Passage;
import java.util.Map;

/**
 * Some words of a sentence that may be the answer, and what speaks for and against them.
 *
 * @param finding the words, their sentence and its evidence
 * @param features what the linear model sees, in the order of their names
 */
public record AnswerCandidate(Finding finding, Map<String, Double> features) {
  /** The words. */
  public Passage words() {
    return finding.answer();
  }
}
