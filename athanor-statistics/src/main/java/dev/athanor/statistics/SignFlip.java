package dev.athanor.statistics;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The sign-flip permutation test of paired differences: two-sided, of their sum. Exact up to {@value #EXACT} differences that are not 0; else drawn,
 * with the observed one counted (Phipson and Smyth, "Permutation p-values should never be zero", 2010).
 */
public final class SignFlip {
  static final int EXACT = 16;

  private SignFlip() {}

  /**
   * How probable a sum as far from 0 is, if each difference might as well have the other sign.
   *
   * @param draws where there are too many differences to flip them in every way
   */
  public static double probability(double[] differences, int draws, RandomGenerator random) {
    double[] moved = Arrays.stream(differences).filter(value -> value != 0).toArray();
    double scale = Arrays.stream(moved).map(Math::abs).sum();
    double threshold = Math.abs(Arrays.stream(moved).sum()) - 1e-12 * scale;
    return moved.length <= EXACT ? exact(moved, threshold) : drawn(moved, threshold, draws, random);
  }

  private static double exact(double[] moved, double threshold) {
    long patterns = 1L << moved.length;
    long extreme = 0;
    for (long pattern = 0; pattern < patterns; pattern++) {
      extreme += Math.abs(flipped(moved, 0, moved.length, pattern)) >= threshold ? 1 : 0;
    }
    return (double) extreme / patterns;
  }

  private static double drawn(double[] moved, double threshold, int draws, RandomGenerator random) {
    int extreme = 0;
    for (int draw = 0; draw < draws; draw++) {
      double sum = 0;
      for (int from = 0; from < moved.length; from += Long.SIZE) {
        sum += flipped(moved, from, Math.min(moved.length, from + Long.SIZE), random.nextLong());
      }
      extreme += Math.abs(sum) >= threshold ? 1 : 0;
    }
    return (extreme + 1.0) / (draws + 1.0);
  }

  private static double flipped(double[] moved, int from, int to, long pattern) {
    double sum = 0;
    for (int index = from; index < to; index++) {
      sum += ((pattern >>> (index - from)) & 1) == 0 ? moved[index] : -moved[index];
    }
    return sum;
  }
}
