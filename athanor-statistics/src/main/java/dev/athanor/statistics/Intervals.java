package dev.athanor.statistics;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** The formulas of intervals. */
final class Intervals {
  /** Below so many passed or failed, Wilson's interval has the truth in fewer than 94 % of the samples at some rates. */
  static final int FEW = 10;

  private Intervals() {}

  static double normal(double level) {
    return NormalDistribution.of(0, 1).inverseCumulativeProbability((1 + level) / 2);
  }

  static double student(double level, double degrees) {
    return TDistribution.of(degrees).inverseCumulativeProbability((1 + level) / 2);
  }

  /** Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927. */
  static Interval wilson(double passed, double trials, double level) {
    double z = normal(level);
    double rate = passed / trials;
    double scale = 1 + z * z / trials;
    double center = (rate + z * z / (2 * trials)) / scale;
    double half = z / scale * Math.sqrt(rate * (1 - rate) / trials + z * z / (4 * trials * trials));
    double lower = passed == 0 ? 0 : center - half;
    double upper = passed == trials ? 1 : center + half;
    return new Interval(lower, upper).within(0, 1);
  }

  /** Clopper and Pearson, "The use of confidence or fiducial limits", Biometrika 26, 1934; numbers need not be whole. */
  static Interval clopperPearson(double passed, double trials, double level) {
    double tail = (1 - level) / 2;
    double failed = trials - passed;
    double lower =
        passed <= 0 ? 0 : BetaDistribution.of(passed, failed + 1).inverseCumulativeProbability(tail);
    double upper = failed <= 0 ? 1 : BetaDistribution.of(passed + 1, failed).inverseSurvivalProbability(tail);
    return new Interval(lower, upper);
  }

  /**
   * Korn and Graubard, "Confidence intervals for proportions with small expected number of positive counts estimated from survey data", Survey
   * Methodology 24, 1998: Clopper-Pearson with as many trials as independent ones would give the variance seen. A few failures tell little of how
   * they cluster: below {@value #FEW} units' worth of them, a unit counts as at most one trial.
   */
  static Interval kornGraubard(double[] means, int trials, double level) {
    int units = means.length;
    if (units == 1) {
      return new Interval(0, 1);
    }
    double mean = Math.clamp(Moments.mean(means), 0, 1);
    double variance = Moments.variance(means) / units;
    int most = Math.min(mean, 1 - mean) * units < FEW ? units : trials;
    double effective = variance <= 1e-15 ? units : Math.min(most, mean * (1 - mean) / variance);
    double shrink = Math.pow(normal(level) / student(level, units - 1), 2);
    double size = variance <= 1e-15 ? effective : Math.max(1, effective * shrink);
    return clopperPearson(mean * size, size, level);
  }

  static Interval student(double[] means, double level) {
    double mean = Moments.mean(means);
    double half = student(level, means.length - 1) * Math.sqrt(Moments.variance(means) / means.length);
    return new Interval(mean - half, mean + half);
  }
}
