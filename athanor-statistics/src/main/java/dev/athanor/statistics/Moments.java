package dev.athanor.statistics;

/** Means and variances, summed so that large values lose nothing. */
final class Moments {
  private Moments() {}

  static double mean(double[] values) {
    double mean = 0;
    for (int index = 0; index < values.length; index++) {
      mean += (values[index] - mean) / (index + 1);
    }
    return mean;
  }

  /** With n - 1; 0 for one value. */
  static double variance(double[] values) {
    if (values.length < 2) {
      return 0;
    }
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / (values.length - 1);
  }
}
