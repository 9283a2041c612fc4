package dev.athanor.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** Percentiles of amounts, such as the 95th of latency. */
public final class Quantiles {
  private Quantiles() {}

  /**
   * A quantile of the units' means, with an interval from order statistics that holds for any distribution (David and Nagaraja, "Order Statistics",
   * 2003, 7.1). None where the units are too few for it.
   *
   * @param at between 0 and 1, such as .95
   */
  public static Estimate quantile(Observations observed, double at, double level) {
    Estimate.checkLevel(level);
    if (!(at > 0 && at < 1)) {
      throw new IllegalArgumentException(
          "a quantile at " + at + "; expected one between 0 and 1, such as 0.95");
    }
    double[] sorted = observed.means();
    Arrays.sort(sorted);
    int count = sorted.length;
    double value = sorted[Math.clamp((int) Math.ceil(at * count - 1e-9) - 1, 0, count - 1)];
    BinomialDistribution below = BinomialDistribution.of(count, at);
    double tail = (1 - level) / 2;
    int lower = below.inverseCumulativeProbability(tail);
    int upper = below.inverseCumulativeProbability(1 - tail) + 1;
    Estimate.Size size = Estimate.Size.of(observed);
    if (lower < 1 || upper > count) {
      return new Estimate(value, Optional.empty(), level, "none", size,
          List.of(count + " units are too few for an interval of the quantile at " + at));
    }
    return new Estimate(value, Optional.of(new Interval(sorted[lower - 1], sorted[upper - 1])), level,
        "order statistics", size, List.of());
  }
}
