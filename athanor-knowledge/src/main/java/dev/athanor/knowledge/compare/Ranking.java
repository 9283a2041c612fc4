package dev.athanor.knowledge.compare;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Measures of ranked lists: against graded judgements, as trec_eval computes them, and against each other. */
public final class Ranking {
  /** How much the first places count in {@link #overlap}: the first ten have about 86 of 100. */
  private static final double PERSISTENCE = 0.9;

  private Ranking() {}

  /**
   * Normalised discounted cumulative gain, with the gain itself and not its power, as Järvelin and Kekäläinen have it.
   *
   * @param relevant the gain of each relevant item
   */
  public static double ndcg(List<String> ranked, Map<String, Integer> relevant, int at) {
    double gain = 0;
    for (int i = 0; i < Math.min(at, ranked.size()); i++) {
      gain += relevant.getOrDefault(ranked.get(i), 0) / log2(i + 2);
    }
    List<Integer> best = relevant.values().stream().sorted(Comparator.reverseOrder()).limit(at).toList();
    double ideal = 0;
    for (int i = 0; i < best.size(); i++) {
      ideal += best.get(i) / log2(i + 2);
    }
    return ideal == 0 ? 0 : gain / ideal;
  }

  /** The share of the relevant items among the first; 0 where nothing is relevant. */
  public static double recall(List<String> ranked, Map<String, Integer> relevant, int at) {
    long found = ranked.stream().limit(at).filter(relevant::containsKey).count();
    return relevant.isEmpty() ? 0 : (double) found / relevant.size();
  }

  /** One by the place of the first relevant item; 0 if there is none. */
  public static double reciprocal(List<String> ranked, Map<String, Integer> relevant) {
    for (int i = 0; i < ranked.size(); i++) {
      if (relevant.containsKey(ranked.get(i))) {
        return 1.0 / (i + 1);
      }
    }
    return 0;
  }

  /**
   * How alike two rankings without repetitions are, from 0 to 1: extrapolated rank-biased overlap (<a
   * href="https://doi.org/10.1145/1852102.1852106">Webber et al. 2010</a>, equation 32) with p = 0.9.
   */
  public static double overlap(List<String> one, List<String> other) {
    List<String> shorter = one.size() <= other.size() ? one : other;
    List<String> longer = one.size() <= other.size() ? other : one;
    int s = shorter.size();
    int l = longer.size();
    if (s == 0) {
      return l == 0 ? 1 : 0;
    }
    double sum = 0;
    int common = 0;
    int commonAtShorter = 0;
    Set<String> ofShorter = new HashSet<>();
    Set<String> ofLonger = new HashSet<>();
    for (int depth = 1; depth <= l; depth++) {
      ofLonger.add(longer.get(depth - 1));
      common += ofShorter.contains(longer.get(depth - 1)) ? 1 : 0;
      if (depth <= s) {
        ofShorter.add(shorter.get(depth - 1));
        common += ofLonger.contains(shorter.get(depth - 1)) ? 1 : 0;
        commonAtShorter = common;
      }
      double weight = Math.pow(PERSISTENCE, depth);
      sum += common * weight / depth;
      sum += depth > s ? (double) commonAtShorter * (depth - s) / ((double) s * depth) * weight : 0;
    }
    double tail = ((double) (common - commonAtShorter) / l + (double) commonAtShorter / s)
        * Math.pow(PERSISTENCE, l);
    return Math.min(1, (1 - PERSISTENCE) / PERSISTENCE * sum + tail);
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
