package dev.athanor.bench.retrieval;

import java.util.Arrays;
import java.util.Random;

/**
 * The mean of paired differences with an interval of 95% by the percentile bootstrap over the pairs.
 *
 * @param mean of the differences
 * @param low the lower end
 * @param high the upper end
 */
record Paired(double mean, double low, double high) {
  private static final int RESAMPLES = 10_000;
  private static final long SEED = 20_260_101;

  static Paired difference(double[] a, double[] b) {
    var differences = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      differences[i] = a[i] - b[i];
    }
    var random = new Random(SEED);
    var means = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      double sum = 0;
      for (int i = 0; i < differences.length; i++) {
        sum += differences[random.nextInt(differences.length)];
      }
      means[r] = sum / differences.length;
    }
    Arrays.sort(means);
    return new Paired(Arrays.stream(differences).average().orElseThrow(), means[(int) (RESAMPLES * 0.025)],
        means[(int) (RESAMPLES * 0.975)]);
  }

  @Override
  public String toString() {
    return String.format(java.util.Locale.ROOT, "%+.4f [%+.4f, %+.4f]", mean, low, high);
  }
}
