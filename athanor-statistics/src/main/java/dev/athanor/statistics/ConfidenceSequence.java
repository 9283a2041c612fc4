package dev.athanor.statistics;

import java.util.Optional;

/**
 * Intervals for a mean that may be looked at after every value: all of them have the truth at once, at the level of confidence. The predictable plug-in
 * empirical-Bernstein sequence of Waudby-Smith and Ramdas, "Estimating means of bounded random variables by betting", JRSS B 86, 2024, theorem 2.
 * Owned by one thread.
 */
public final class ConfidenceSequence {
  private static final double LARGEST_BET = 0.5;

  private final double least;
  private final double width;
  private final double level;
  private final double evidence;
  private int count;
  private double sum;
  private double mean = 0.5;
  private double squares;
  private double variance = 0.25;
  private double bets;
  private double won;
  private double penalty;

  private ConfidenceSequence(double least, double most, double level) {
    Estimate.checkLevel(level);
    this.least = least;
    this.width = most - least;
    this.level = level;
    this.evidence = Math.log(2 / (1 - level));
  }

  /** Of scores between 0 and 1. */
  public static ConfidenceSequence ofScores(double level) {
    return new ConfidenceSequence(0, 1, level);
  }

  /** Of paired differences of scores, between -1 and 1. */
  public static ConfidenceSequence ofDifferences(double level) {
    return new ConfidenceSequence(-1, 1, level);
  }

  /** Takes the mean of the next unit. */
  public void add(double value) {
    if (!(value >= least && value <= least + width)) {
      throw new IllegalArgumentException(
          "the value " + value + " is not between " + least + " and " + (least + width)
              + "; scale it, or use a fixed number of cases");
    }
    double scaled = (value - least) / width;
    count++;
    double bet = Math.min(LARGEST_BET, Math.sqrt(2 * evidence / (variance * count * Math.log1p(count))));
    penalty += (scaled - mean) * (scaled - mean) * (-Math.log1p(-bet) - bet);
    bets += bet;
    won += bet * scaled;
    sum += scaled;
    mean = (0.5 + sum) / (count + 1);
    squares += (scaled - mean) * (scaled - mean);
    variance = (0.25 + squares) / (count + 1);
  }

  /** The interval now; none before the first value. */
  public Optional<Interval> interval() {
    if (count == 0) {
      return Optional.empty();
    }
    double center = won / bets;
    double half = (evidence + penalty) / bets;
    Interval scaled = new Interval(center - half, center + half).within(0, 1);
    return Optional.of(new Interval(least + width * scaled.lower(), least + width * scaled.upper()));
  }

  /** The confidence. */
  public double level() {
    return level;
  }
}
