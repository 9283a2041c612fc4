package dev.athanor.knowledge.compare;

import java.util.OptionalLong;

/**
 * What so many questions can show.
 *
 * @param outcome of b beside a
 * @param by the difference that decides
 * @param margin up to which a difference is none
 * @param enough about how many questions would show either a difference as large as was seen, or, where that is within the
 *        margin, that there is none; only where these do not
 */
public record Verdict(Outcome outcome, Difference by, double margin, OptionalLong enough) {
  /** Differences below a twentieth are hardly noticed (Spärck Jones and Bates 1977). */
  public static final double MARGIN = 0.05;
  /** With fewer questions little can be shown. */
  public static final int FEW_QUESTIONS = 40;

  private static final double CHANCE = 0.05;
  /** Two-sided at 5 %, found in 80 of 100 cases. */
  private static final double POWER = 1.959963984540054 + 0.8416212335729143;
  private static final double MOST = 1e9;

  /** How b is beside a. */
  public enum Outcome {
    /** It finds more. */
    BETTER,
    /** It finds less. */
    WORSE,
    /** If there is a difference, it lies within the margin. */
    EQUAL,
    /** These questions don't show which. */
    UNDECIDED
  }

  static Verdict of(Difference by, double margin) {
    Paired seen = by.difference();
    boolean shown = by.p() < CHANCE && (seen.low() > 0 || seen.high() < 0);
    if (shown) {
      return new Verdict(seen.mean() > 0 ? Outcome.BETTER : Outcome.WORSE, by, margin, OptionalLong.empty());
    }
    if (Math.max(-seen.low(), seen.high()) < margin) {
      return new Verdict(Outcome.EQUAL, by, margin, OptionalLong.empty());
    }
    return new Verdict(Outcome.UNDECIDED, by, margin, OptionalLong.of(enough(by, margin)));
  }

  private static long enough(Difference by, double margin) {
    double mean = Math.abs(by.difference().mean());
    double size = mean >= margin ? mean : margin - mean;
    // Of a few pairs that are alike nothing is known but that one in so many may differ.
    double deviation = Math.max(by.deviation(), Math.sqrt(1.0 / (by.questions() + 2)));
    double questions = size == 0 ? MOST : Math.min(MOST, Math.pow(POWER * deviation / size, 2));
    return Math.max(by.questions() + 1L, (long) Math.ceil(questions));
  }
}
