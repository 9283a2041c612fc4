package dev.athanor.knowledge.answer;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Codec;

/**
 * How to answer from what was found. Part of what a run is pinned to.
 *
 * @param passages the most hits that are read
 * @param sentences the most sentences that are compared with the question by meaning
 * @param citations the most sentences that are cited
 * @param minimumConfidence below this estimated chance of being right it abstains, from 0 (never) to 1
 */
public record AnswerSettings(int passages, int sentences, int citations, double minimumConfidence) {
  /** What a user gets who says nothing. */
  public static final AnswerSettings STANDARD = new AnswerSettings(5, 24, 2, 0.5);

  /** As JSON. */
  public static final Codec<AnswerSettings> CODEC = Codec.of(AnswerSettings.class);

  private static final int MOST = 1_000;

  /** Checks the bounds. */
  public AnswerSettings {
    check("passages", passages);
    check("sentences", sentences);
    check("citations", citations);
    if (!(minimumConfidence >= 0 && minimumConfidence <= 1)) {
      throw AthanorException.user("answer-settings", "answer.minimumConfidence is " + minimumConfidence
          + "; expected a number from 0 (always answer) to 1 (never), such as 0.5");
    }
  }

  private static void check(String name, int value) {
    if (value < 1 || value > MOST) {
      throw AthanorException.user("answer-settings", "answer." + name + " is " + value
          + "; expected a whole number from 1 to " + MOST);
    }
  }
}
