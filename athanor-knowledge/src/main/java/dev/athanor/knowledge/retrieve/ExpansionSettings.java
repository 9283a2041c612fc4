package dev.athanor.knowledge.retrieve;

import dev.athanor.error.AthanorException;

/**
 * How a question is expanded: with words of the passages that its own words find first.
 *
 * @param passages from how many of them words are taken
 * @param words how many words are taken
 * @param weight what the question's own words count, from 0 to 1; the others count the rest
 */
public record ExpansionSettings(int passages, int words, double weight) {
  /** As most write of it. */
  public static final ExpansionSettings STANDARD = new ExpansionSettings(10, 10, 0.5);
  private static final int MOST = 100;

  /** Checks the bounds. */
  public ExpansionSettings {
    check("passages", passages);
    check("words", words);
    if (!(weight >= 0 && weight <= 1)) {
      throw AthanorException.user("retrieval-settings", "retrieval.expansion.weight is " + weight
          + "; expected a number from 0 (the new words only) to 1 (the question's own only), such as 0.5");
    }
  }

  private static void check(String name, int value) {
    if (value < 1 || value > MOST) {
      throw AthanorException.user("retrieval-settings", "retrieval.expansion." + name + " is " + value
          + "; expected a whole number from 1 to " + MOST);
    }
  }
}
