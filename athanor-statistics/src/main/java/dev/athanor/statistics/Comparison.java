package dev.athanor.statistics;

import java.util.List;
import java.util.Optional;

/**
 * A candidate beside a baseline, on the same cases.
 *
 * @param difference candidate - baseline, with its interval
 * @param probability the p-value of no difference
 * @param test how it was tested, in words
 * @param pairedEffect the mean difference in standard deviations of differences (Cohen's d for pairs); none where nothing varies
 * @param counts wins, losses and ties of the candidate, by case
 * @param unpaired cases that only one of them has; they are not compared
 * @param verdict what it decides
 */
public record Comparison(Estimate difference, double probability, String test, Optional<Double> pairedEffect,
    Counts counts, List<String> unpaired,
    Verdict verdict) {
  /**
   * Cases by who did better on them.
   *
   * @param wins cases where the candidate's mean is higher
   * @param losses cases where it is lower
   * @param ties cases where it is the same
   */
  public record Counts(int wins, int losses, int ties) {
    /** Wins to losses; none without losses. */
    public Optional<Double> oddsRatio() {
      return losses == 0 ? Optional.empty() : Optional.of((double) wins / losses);
    }
  }

  /** Copies. */
  public Comparison {
    unpaired = List.copyOf(unpaired);
  }
}
