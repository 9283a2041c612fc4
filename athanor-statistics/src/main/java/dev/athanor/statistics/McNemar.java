package dev.athanor.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * McNemar's test with the mid-p value, two-sided: Fagerland, Lydersen and Laake, "The McNemar test for binary matched-pairs data: mid-p and asymptotic
 * are better than exact conditional", BMC Medical Research Methodology 13:91, 2013.
 */
public final class McNemar {
  private McNemar() {}

  /** Of pairs that differ, so many one way and so many the other. What was seen counts half; as many wins as losses lie in the middle, where both tails have it. Without either there is nothing to test. */
  public static double midP(int wins, int losses) {
    if (wins == 0 && losses == 0) {
      return 1;
    }
    BinomialDistribution chance = BinomialDistribution.of(wins + losses, 0.5);
    int least = Math.min(wins, losses);
    return wins == losses ? 1 - chance.probability(least) / 2
        : 2 * chance.cumulativeProbability(least) - chance.probability(least);
  }
}
