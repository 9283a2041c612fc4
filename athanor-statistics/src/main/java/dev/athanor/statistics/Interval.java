package dev.athanor.statistics;

/**
 * Where the true value lies, at some level of confidence.
 *
 * @param lower finite
 * @param upper finite, not below {@code lower}
 */
public record Interval(double lower, double upper) {
  /** Checks. */
  public Interval {
    if (!Double.isFinite(lower) || !Double.isFinite(upper) || lower > upper) {
      throw new IllegalArgumentException(
          "[" + lower + ", " + upper + "] is no interval; expected two finite numbers in order");
    }
  }

  /** Whether it has the value in it. */
  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }

  Interval within(double least, double most) {
    return new Interval(Math.clamp(lower, least, most), Math.clamp(upper, least, most));
  }
}
