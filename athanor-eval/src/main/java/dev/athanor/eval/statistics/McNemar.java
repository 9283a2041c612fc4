package dev.athanor.eval.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * McNemar's test with the mid-p value, two-sided: Fagerland, Lydersen and Laake, "The McNemar test for binary matched-pairs data: mid-p and asymptotic
 * are better than exact conditional", BMC Medical Research Methodology 13:91, 2013.
 */
final class McNemar {
  private McNemar() {}

  static double midP(int wins, int losses) {
    int discordant = wins + losses;
    if (wins == losses) {
      return 1;
    }
    int least = Math.min(wins, losses);
    BinomialDistribution chance = BinomialDistribution.of(discordant, 0.5);
    return Math.min(1, 2 * chance.cumulativeProbability(least) - chance.probability(least));
  }
}
