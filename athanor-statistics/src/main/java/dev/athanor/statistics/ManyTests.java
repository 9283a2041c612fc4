package dev.athanor.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Adjusts the p-values of several tests; each keeps its place. */
public final class ManyTests {
  private ManyTests() {}

  /** For metrics beside the primary one: Holm, "A simple sequentially rejective multiple test procedure", 1979. */
  public static List<Double> holm(List<Double> probabilities) {
    List<Integer> order = order(probabilities);
    List<Double> adjusted = new ArrayList<>(probabilities);
    double highest = 0;
    for (int rank = 0; rank < order.size(); rank++) {
      highest = Math.max(highest, Math.min(1, (order.size() - rank) * probabilities.get(order.get(rank))));
      adjusted.set(order.get(rank), highest);
    }
    return Collections.unmodifiableList(adjusted);
  }

  /** For slices: Benjamini and Hochberg, "Controlling the false discovery rate", 1995. */
  public static List<Double> benjaminiHochberg(List<Double> probabilities) {
    List<Integer> order = order(probabilities);
    List<Double> adjusted = new ArrayList<>(probabilities);
    double lowest = 1;
    for (int rank = order.size(); rank >= 1; rank--) {
      lowest = Math.min(lowest, probabilities.get(order.get(rank - 1)) * order.size() / rank);
      adjusted.set(order.get(rank - 1), lowest);
    }
    return Collections.unmodifiableList(adjusted);
  }

  private static List<Integer> order(List<Double> probabilities) {
    for (double probability : probabilities) {
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException("a p-value of " + probability + "; expected one from 0 to 1");
      }
    }
    return IntStream.range(0, probabilities.size()).boxed().sorted(Comparator.comparing(probabilities::get))
        .toList();
  }
}
