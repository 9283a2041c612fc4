package dev.athanor.knowledge.compare;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** Tests whether paired differences are more than chance, on both sides. */
final class PairedTest {
  private static final int DRAWS = 20_000;
  private static final long SEED = 20_260_102;
  /** So many can be flipped in every way. */
  private static final int MOST_EXACT = 14;
  /** Sums that differ by rounding only are the same. */
  private static final double ROUNDING = 1e-9;

  private PairedTest() {}

  /** Where all differences are -1, 0 or 1 McNemar's mid-p, else by flipping their signs. */
  static double p(double[] differences) {
    double[] some = Arrays.stream(differences).filter(each -> each != 0).toArray();
    boolean whole = Arrays.stream(some).allMatch(each -> Math.abs(each) == 1);
    return whole ? midP((int) Arrays.stream(some).filter(each -> each > 0).count(),
        (int) Arrays.stream(some).filter(each -> each < 0).count()) : signFlip(some);
  }

  /**
   * McNemar's test in its mid-p form (<a href="https://doi.org/10.1186/1471-2288-13-91">Fagerland et al. 2013</a>).
   *
   * @param gained pairs that differ in one way
   * @param lost pairs that differ in the other
   */
  static double midP(int gained, int lost) {
    if (gained + lost == 0) {
      return 1;
    }
    var chance = BinomialDistribution.of(gained + lost, 0.5);
    int fewer = Math.min(gained, lost);
    double here = chance.probability(fewer);
    return gained == lost ? 1 - here / 2 : 2 * chance.cumulativeProbability(fewer) - here;
  }

  /**
   * The share of all ways to flip the signs whose sum is as far from 0; of many ways some are drawn, and the one that is there is
   * counted with them.
   */
  static double signFlip(double[] differences) {
    double seen = Math.abs(Arrays.stream(differences).sum()) - ROUNDING;
    if (differences.length <= MOST_EXACT) {
      int ways = 1 << differences.length;
      int far = 0;
      for (int way = 0; way < ways; way++) {
        double sum = 0;
        for (int i = 0; i < differences.length; i++) {
          sum += (way >> i & 1) == 0 ? differences[i] : -differences[i];
        }
        far += Math.abs(sum) >= seen ? 1 : 0;
      }
      return (double) far / ways;
    }
    var random = new Random(SEED);
    int far = 1;
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      for (double each : differences) {
        sum += random.nextBoolean() ? each : -each;
      }
      far += Math.abs(sum) >= seen ? 1 : 0;
    }
    return far / (DRAWS + 1.0);
  }
}
