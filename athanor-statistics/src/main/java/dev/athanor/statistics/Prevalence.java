package dev.athanor.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * How often something is so, from how often a judge of known error says so: Rogan and Gladen, "Estimating prevalence from the results of a
 * screening test", American Journal of Epidemiology 107, 1978.
 *
 * @param calibration the judge on cases whose labels are known, some yes and some no
 */
public record Prevalence(Ratings calibration) {
  /** Checks. */
  public Prevalence {
    boolean yes = calibration.cases().stream().anyMatch(Ratings.Rated::label);
    boolean no = calibration.cases().stream().anyMatch(each -> !each.label());
    if (!yes || !no) {
      throw new IllegalArgumentException("all labels are " + (yes ? "positive" : "negative")
          + ", so the judge's error on the others is not known; label cases of both kinds");
    }
    double sensitivity = right(calibration, true);
    double specificity = right(calibration, false);
    if (sensitivity + specificity <= 1) {
      throw new IllegalArgumentException(String.format(Locale.ROOT,
          "the judge is no better than chance (sensitivity %.3f + specificity %.3f, expected a sum above 1), so"
              + " nothing can be told from what it says; change the judge and calibrate it again",
          sensitivity, specificity));
    }
  }

  /** Of what is so, the part that the judge finds. */
  public double sensitivity() {
    return right(calibration, true);
  }

  /** Of what is not so, the part that the judge says so of. */
  public double specificity() {
    return right(calibration, false);
  }

  private static double right(Ratings calibration, boolean label) {
    List<Integer> row = calibration.agreement().confusion().get(label ? 0 : 1);
    return (double) row.get(label ? 0 : 1) / (row.getFirst() + row.getLast());
  }

  /** The share, within 0 and 1. */
  static double corrected(double said, double sensitivity, double specificity) {
    return Math.clamp((said + specificity - 1) / (sensitivity + specificity - 1), 0, 1);
  }

  /**
   * The corrected share. Its interval draws calibration and evaluation together: weights of the calibration's cases by the Bayesian bootstrap
   * (Rubin, Annals of Statistics 9, 1981) and the share by its Beta distribution, each with Jeffreys' half a case on both sides, so that it does not
   * collapse where the judge has made no error. A draw in which the judge is no better than chance could be anything, and is 0 or 1 in turn.
   *
   * @param said of so many independent cases the judge said so
   * @param trials of how many
   */
  public Estimate corrected(int said, int trials, double level, int draws, RandomGenerator random) {
    if (said < 0 || trials < 1 || said > trials) {
      throw new IllegalArgumentException(
          said + " of " + trials + " is no share; expected 0 <= positive <= all, and at least one");
    }
    Estimate.checkLevel(level);
    BetaDistribution share = BetaDistribution.of(said + 0.5, trials - said + 0.5);
    double[] drawn = new double[draws];
    for (int draw = 0; draw < draws; draw++) {
      double found = weighted(true, random);
      double cleared = weighted(false, random);
      double again = share.inverseCumulativeProbability(random.nextDouble());
      drawn[draw] = found + cleared <= 1 ? draw % 2 : corrected(again, found, cleared);
    }
    Arrays.sort(drawn);
    double value = corrected((double) said / trials, sensitivity(), specificity());
    return new Estimate(value, Optional.of(Bootstrap.percentiles(drawn, level)), level,
        "Rogan-Gladen, calibration and evaluation drawn together", new Estimate.Size(trials, trials, trials),
        calibration.cases().size() < 40
            ? List.of("fewer than 40 calibrated cases: " + calibration.cases().size()) : List.of());
  }

  /** The part of the verdicts on such cases that are right, each case with a random weight. */
  private double weighted(boolean label, RandomGenerator random) {
    double right = half(random);
    double all = right + half(random);
    for (Ratings.Rated each : calibration.cases()) {
      if (each.label() == label) {
        double weight = random.nextExponential();
        int agreeing = label ? each.yes() : each.verdicts().size() - each.yes();
        right += weight * agreeing / each.verdicts().size();
        all += weight;
      }
    }
    return right / all;
  }

  /** From the Gamma distribution of shape 1/2. */
  private static double half(RandomGenerator random) {
    double normal = random.nextGaussian();
    return normal * normal / 2;
  }
}
