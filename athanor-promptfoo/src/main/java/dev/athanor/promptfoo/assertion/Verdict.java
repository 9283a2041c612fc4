package dev.athanor.promptfoo.assertion;

/** What one assertion says of an answer. */
public sealed interface Verdict {
  /**
   * It holds or does not.
   *
   * @param passed whether it holds
   * @param score how well, usually from 0 to 1
   * @param reason in a sentence
   */
  record Given(boolean passed, double score, String reason) implements Verdict {}

  /**
   * It can't be told.
   *
   * @param reason what is missing
   */
  record Unknown(String reason) implements Verdict {}

  /** It holds or does not, and scores 1 or 0. */
  static Verdict of(boolean holds, boolean inverse, String reason) {
    return new Given(holds != inverse, holds != inverse ? 1 : 0, reason);
  }

  /** By a score from 0 to 1 that must reach a threshold. */
  static Verdict of(double score, double threshold, boolean inverse, String name) {
    boolean holds = score >= threshold;
    return new Given(holds != inverse, inverse ? 1 - score : score,
        String.format(java.util.Locale.ROOT, "%s is %.4f, threshold %s", name, score, threshold));
  }
}
