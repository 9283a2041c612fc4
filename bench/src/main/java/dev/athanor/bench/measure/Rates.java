package dev.athanor.bench.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What lanes have done per second, round by round.
 *
 * @param byLane a rate for each round
 */
public record Rates(Map<String, List<Double>> byLane) {
  /**
   * A figure over the rounds.
   *
   * @param median of the rounds
   * @param least of the rounds
   * @param most of the rounds
   */
  public record Figure(double median, double least, double most) {
    static Figure of(double[] values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      int middle = sorted.length / 2;
      double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
      return new Figure(median, sorted[0], sorted[sorted.length - 1]);
    }
  }

  /** How many rounds were counted. */
  public int rounds() {
    return byLane.values().stream().mapToInt(List::size).min().orElse(0);
  }

  /** Units per second. */
  public Figure rate(String lane) {
    return Figure.of(values(lane));
  }

  /** How many times faster one lane is than another, compared within each round. */
  public Figure ratio(String lane, String peer) {
    double[] mine = values(lane);
    double[] theirs = values(peer);
    double[] ratios = new double[mine.length];
    Arrays.setAll(ratios, round -> mine[round] / theirs[round]);
    return Figure.of(ratios);
  }

  private double[] values(String lane) {
    List<Double> rates = byLane.get(lane);
    if (rates == null) {
      throw new IllegalArgumentException("no lane \"" + lane + "\"; there are " + byLane.keySet());
    }
    return rates.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
