package dev.athanor.knowledge.compare;

import dev.athanor.statistics.Bootstrap;
import dev.athanor.statistics.Interval;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * The mean of paired differences with an interval of 95%.
 *
 * @param mean of the differences
 * @param low the lower end
 * @param high the upper end
 */
public record Paired(double mean, double low, double high) {
  private static final double LEVEL = 0.95;
  private static final int RESAMPLES = 10_000;
  private static final long SEED = 20_260_101;
  /** With fewer differences the pairs that were drawn tell too little of those that were not. */
  private static final int FEW = 10;
  private static final double NORMAL_975 = 1.959963984540054;

  /**
   * Of differences that lie between -1 and 1. Where all are -1, 0 or 1, or hardly any is not 0, by {@link #adjusted}, else by the
   * bootstrap.
   */
  public static Paired of(double[] differences) {
    long some = Arrays.stream(differences).filter(each -> each != 0).count();
    boolean whole = Arrays.stream(differences).allMatch(each -> each == Math.rint(each));
    return whole || some < FEW ? adjusted(differences) : bootstrap(differences);
  }

  private static Paired bootstrap(double[] differences) {
    Interval interval = Bootstrap.ofMean(differences, LEVEL, RESAMPLES, new Random(SEED));
    return new Paired(mean(differences), interval.lower(), interval.upper());
  }

  /**
   * As if there were two pairs more, one either way, which differ as much as any that was seen, and by 1 where none does: of
   * proportions this is the interval of <a href="https://doi.org/10.1002/sim.4342">Bonett and Price</a>. It never has the width 0,
   * however alike the pairs are.
   */
  static Paired adjusted(double[] differences) {
    double n = differences.length + 2.0;
    double most = Arrays.stream(differences).map(Math::abs).filter(each -> each > 0).max().orElse(1);
    double middle = Arrays.stream(differences).sum() / n;
    double squares = Arrays.stream(differences).map(each -> each * each).sum() + 2 * most * most;
    double half = NORMAL_975 * Math.sqrt((squares / n - middle * middle) / n);
    return new Paired(mean(differences), Math.max(-1, middle - half), Math.min(1, middle + half));
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%+.4f [%+.4f, %+.4f]", mean, low, high);
  }
}
