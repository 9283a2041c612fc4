package dev.athanor.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * How two raters agree, in categories numbered from 0.
 *
 * @param confusion counts: the first rater's category is the row, the second's the column
 */
public record Agreement(List<List<Integer>> confusion) {
  /** How far apart two categories are. */
  public enum Weighting {
    /** Different or not. */
    NOMINAL,
    /** By distance. */
    LINEAR,
    /** By the square of the distance. */
    QUADRATIC
  }

  /** Checks and copies. */
  public Agreement {
    confusion = confusion.stream().map(List::copyOf).toList();
    int size = confusion.size();
    if (confusion.stream().anyMatch(row -> row.size() != size || row.stream().anyMatch(count -> count < 0))) {
      throw new IllegalArgumentException(
          "confusion " + confusion + "; expected a square of counts, none below 0");
    }
    if (confusion.stream().flatMap(List::stream).allMatch(count -> count == 0)) {
      throw new IllegalArgumentException(
          "nothing was rated by both; expected at least one case with two ratings");
    }
  }

  /** The number of cases. */
  public int cases() {
    return confusion.stream().flatMap(List::stream).mapToInt(Integer::intValue).sum();
  }

  /** The share of cases rated alike. */
  public double raw() {
    double same = 0;
    for (int category = 0; category < confusion.size(); category++) {
      same += confusion.get(category).get(category);
    }
    return same / cases();
  }

  /**
   * Cohen's kappa, "Weighted kappa", Psychological Bulletin 70, 1968; none where both used a single category, which leaves no room for chance.
   */
  public OptionalDouble kappa(Weighting weighting) {
    double seen = 0;
    double chance = 0;
    for (int row = 0; row < confusion.size(); row++) {
      for (int column = 0; column < confusion.size(); column++) {
        double weight = distance(weighting, row, column);
        seen += weight * confusion.get(row).get(column);
        chance += weight * rows(row) * columns(column) / cases();
      }
    }
    return chance == 0 ? OptionalDouble.empty() : OptionalDouble.of(1 - seen / chance);
  }

  /**
   * Krippendorff's alpha for names, "Content Analysis", 2004, chapter 11, where both have rated every case; none where both used a single category.
   */
  public OptionalDouble alpha() {
    double values = 2.0 * cases();
    double chance = 0;
    for (int category = 0; category < confusion.size(); category++) {
      double used = rows(category) + columns(category);
      chance += used * (values - used);
    }
    double apart = 2 * cases() * (1 - raw());
    return chance == 0 ? OptionalDouble.empty() : OptionalDouble.of(1 - (values - 1) * apart / chance);
  }

  /** Kappa with a percentile bootstrap interval over cases; none where {@link #kappa(Weighting)} is. */
  public Optional<Estimate> kappa(Weighting weighting, double level, int draws, RandomGenerator random) {
    OptionalDouble kappa = kappa(weighting);
    if (kappa.isEmpty()) {
      return Optional.empty();
    }
    double[] drawn = new double[draws];
    int defined = 0;
    for (int draw = 0; draw < draws; draw++) {
      OptionalDouble again = redrawn(random).kappa(weighting);
      if (again.isPresent()) {
        drawn[defined++] = again.getAsDouble();
      }
    }
    drawn = Arrays.copyOf(drawn, defined);
    Arrays.sort(drawn);
    Optional<Interval> interval =
        defined < draws * 0.9 ? Optional.empty() : Optional.of(Bootstrap.percentiles(drawn, level));
    return Optional.of(new Estimate(kappa.getAsDouble(), interval, level, "bootstrap over cases",
        new Estimate.Size(cases(), cases(), cases()),
        cases() < 40 ? List.of("fewer than 40 clusters: " + cases()) : List.of()));
  }

  private Agreement redrawn(RandomGenerator random) {
    int size = confusion.size();
    Integer[][] counts = new Integer[size][size];
    for (Integer[] row : counts) {
      Arrays.fill(row, 0);
    }
    for (int index = cases(); index > 0; index--) {
      int cell = cell(random.nextInt(cases()));
      counts[cell / size][cell % size]++;
    }
    return new Agreement(Arrays.stream(counts).map(List::of).toList());
  }

  private int cell(int position) {
    int size = confusion.size();
    int cell = 0;
    int left = position;
    while (left >= confusion.get(cell / size).get(cell % size)) {
      left -= confusion.get(cell / size).get(cell % size);
      cell++;
    }
    return cell;
  }

  private static double distance(Weighting weighting, int row, int column) {
    return switch (weighting) {
      case NOMINAL -> row == column ? 0 : 1;
      case LINEAR -> Math.abs(row - column);
      case QUADRATIC -> (double) (row - column) * (row - column);
    };
  }

  private double rows(int row) {
    return confusion.get(row).stream().mapToInt(Integer::intValue).sum();
  }

  private double columns(int column) {
    return confusion.stream().mapToInt(row -> row.get(column)).sum();
  }
}
