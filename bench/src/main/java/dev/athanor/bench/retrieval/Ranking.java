package dev.athanor.bench.retrieval;

import java.util.List;
import java.util.Map;

/** Measures of a ranked list against graded judgements, as trec_eval computes them. */
final class Ranking {
  private Ranking() {}

  /**
   * Normalised discounted cumulative gain.
   *
   * @param relevant the gain of each relevant document
   */
  static double ndcg(List<String> ranked, Map<String, Integer> relevant, int at) {
    double gain = 0;
    for (int i = 0; i < Math.min(at, ranked.size()); i++) {
      gain += relevant.getOrDefault(ranked.get(i), 0) / log2(i + 2);
    }
    List<Integer> best = relevant.values().stream().sorted(java.util.Comparator.reverseOrder()).limit(at)
        .toList();
    double ideal = 0;
    for (int i = 0; i < best.size(); i++) {
      ideal += best.get(i) / log2(i + 2);
    }
    return ideal == 0 ? 0 : gain / ideal;
  }

  /** The share of the relevant documents among the first. */
  static double recall(List<String> ranked, Map<String, Integer> relevant, int at) {
    long found = ranked.stream().limit(at).filter(relevant::containsKey).count();
    return (double) found / relevant.size();
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
