package dev.athanor.statistics;

import java.util.List;
import java.util.Optional;

/**
 * A number with what is known of it.
 *
 * @param value the estimate
 * @param interval where the true value lies; none where nothing can be told
 * @param level the interval's confidence, such as .95
 * @param method how the interval was made, in words
 * @param size what it was made from
 * @param warnings what a reader should know before relying on it
 */
public record Estimate(double value, Optional<Interval> interval, double level, String method, Size size,
    List<String> warnings) {
  /**
   * How much was observed.
   *
   * @param units independent clusters
   * @param cases cases
   * @param trials values
   */
  public record Size(int units, int cases, int trials) {
    static Size of(Observations observed) {
      return new Size(observed.units(), observed.cases(), observed.trials());
    }
  }

  /** Checks and copies. */
  public Estimate {
    warnings = List.copyOf(warnings);
    checkLevel(level);
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("an estimate is a finite number, not " + value);
    }
  }

  static void checkLevel(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "a level of confidence of " + level + "; expected one between 0 and 1, such as 0.95");
    }
  }
}
