package dev.athanor.eval.statistics;

/** What resampling gives. */
final class Bootstrap {
  private Bootstrap() {}

  /** Efron's percentile interval of sorted draws. */
  static Interval percentiles(double[] sorted, double level) {
    double tail = (1 - level) / 2;
    int last = sorted.length - 1;
    return new Interval(sorted[(int) Math.floor(tail * last)], sorted[(int) Math.ceil((1 - tail) * last)]);
  }
}
