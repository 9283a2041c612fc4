package dev.athanor.statistics;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** What resampling gives: Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7, 1979. */
public final class Bootstrap {
  private Bootstrap() {}

  /** The interval of the mean, by its percentiles over values that are drawn again. */
  public static Interval ofMean(double[] values, double level, int draws, RandomGenerator random) {
    double[] means = new double[draws];
    for (int draw = 0; draw < draws; draw++) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += values[random.nextInt(values.length)];
      }
      means[draw] = sum / values.length;
    }
    Arrays.sort(means);
    return percentiles(means, level);
  }

  /** Efron's percentile interval of sorted draws. */
  static Interval percentiles(double[] sorted, double level) {
    double tail = (1 - level) / 2;
    int last = sorted.length - 1;
    return new Interval(sorted[(int) Math.floor(tail * last)], sorted[(int) Math.ceil((1 - tail) * last)]);
  }
}
