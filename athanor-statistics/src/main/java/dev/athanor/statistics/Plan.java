package dev.athanor.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** How much must be measured, told beforehand: paired differences, tested on two sides, by the normal approximation. */
public final class Plan {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private Plan() {}

  /**
   * How many independent units find a difference.
   *
   * @param difference that is to be found, above 0
   * @param spread standard deviation of the differences of units
   * @param significance level of the test, such as .05
   * @param power chance to find it, such as .8
   */
  public static long units(double difference, double spread, double significance, double power) {
    check("difference", difference, Double.MAX_VALUE);
    check("spread", spread, Double.MAX_VALUE);
    double units = Math.pow(quantiles(significance, power) * spread / difference, 2);
    return Math.max(2, (long) Math.ceil(units));
  }

  /**
   * How many independent units find two systems equivalent, by two one-sided tests (Schuirmann, 1987).
   *
   * @param margin what difference matters, above the true one
   * @param difference the true one, of either sign
   * @param spread standard deviation of the differences of units
   * @param significance level of each of the two tests, such as .05
   * @param power chance that both find it, such as .8
   */
  public static long equivalent(double margin, double difference, double spread, double significance,
      double power) {
    check("significance", significance, 1);
    check("power", power, 1);
    double size = Math.abs(difference);
    check("margin beyond the difference", margin - size, Double.MAX_VALUE);
    check("spread", spread, Double.MAX_VALUE);
    double critical = -quantile(significance);
    double scale = spread / (margin - size);
    double low = Math.pow((critical + quantile(power)) * scale, 2);
    double high = Math.pow((critical + quantile((1 + power) / 2)) * scale, 2);
    for (int halving = 0; halving < 100; halving++) {
      double units = (low + high) / 2;
      double near = NORMAL.cumulativeProbability((margin - size) * Math.sqrt(units) / spread - critical);
      double far = NORMAL.cumulativeProbability((margin + size) * Math.sqrt(units) / spread - critical);
      if (near + far - 1 < power) {
        low = units;
      } else {
        high = units;
      }
    }
    return Math.max(2, (long) Math.ceil(high));
  }

  /** The least difference that so many units find. */
  public static double detectable(long units, double spread, double significance, double power) {
    check("number of units", (double) units, Double.MAX_VALUE);
    check("spread", spread, Double.MAX_VALUE);
    return quantiles(significance, power) * spread / Math.sqrt((double) units);
  }

  /** The chance that so many units find the difference. */
  public static double power(long units, double difference, double spread, double significance) {
    check("number of units", (double) units, Double.MAX_VALUE);
    check("difference", difference, Double.MAX_VALUE);
    check("spread", spread, Double.MAX_VALUE);
    double critical = -quantile(significance / 2);
    double shift = difference * Math.sqrt((double) units) / spread;
    return NORMAL.survivalProbability(critical - shift) + NORMAL.cumulativeProbability(-critical - shift);
  }

  /**
   * The spread of paired differences of pass and fail with one trial each.
   *
   * @param wins share of cases that only the candidate passes
   * @param losses share that only the baseline passes
   */
  public static double spread(double wins, double losses) {
    if (!(wins >= 0 && losses >= 0 && wins + losses <= 1 && wins + losses > 0)) {
      throw new IllegalArgumentException("shares of " + wins + " wins and " + losses
          + " losses; expected two shares whose sum is above 0 and at most 1");
    }
    return Math.sqrt(wins + losses - (wins - losses) * (wins - losses));
  }

  /**
   * The spread of a cluster's mean difference.
   *
   * @param between standard deviation of the true differences of cases
   * @param within standard deviation of a trial's difference about its case's
   * @param repeats trials a case, of each system
   * @param cases cases a cluster
   * @param correlation intra-class correlation of the true differences of a cluster's cases, 0 to 1
   */
  public static double spread(double between, double within, int repeats, int cases, double correlation) {
    if (!(between >= 0 && within >= 0 && correlation >= 0 && correlation <= 1) || repeats < 1 || cases < 1) {
      throw new IllegalArgumentException(
          "spreads of " + between + " and " + within + ", " + repeats + " repeats, " + cases
              + " cases a cluster, correlation " + correlation
              + "; expected none below 0, at least one repeat and case, a correlation up to 1");
    }
    double shared = between * between * (1 + (cases - 1) * correlation) / cases;
    return Math.sqrt(shared + within * within / ((double) repeats * cases));
  }

  private static double quantiles(double significance, double power) {
    check("significance", significance, 1);
    check("power", power, 1);
    return -quantile(significance / 2) + quantile(power);
  }

  private static double quantile(double probability) {
    return NORMAL.inverseCumulativeProbability(probability);
  }

  private static void check(String name, double value, double below) {
    if (!(value > 0 && value < below)) {
      throw new IllegalArgumentException(
          "a " + name + " of " + value + "; expected a number above 0" + (below == 1 ? " and below 1" : ""));
    }
  }
}
