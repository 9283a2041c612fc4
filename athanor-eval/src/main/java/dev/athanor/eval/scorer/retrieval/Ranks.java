package dev.athanor.eval.scorer.retrieval;

import java.util.List;
import java.util.Map;

/**
 * Measures of a ranking. What is not judged is not relevant; of an id that was found twice, the first place counts.
 *
 * @param found ids, the best first, each once
 * @param grades how relevant each relevant id is, above 0
 */
record Ranks(List<String> found, Map<String, Double> grades) {
  Ranks {
    found = List.copyOf(found.stream().distinct().toList());
    grades = Map.copyOf(grades);
  }

  private long hits(int k) {
    return found.stream().limit(k).filter(grades::containsKey).count();
  }

  double hit(int k) {
    return hits(k) > 0 ? 1 : 0;
  }

  double recall(int k) {
    return (double) hits(k) / grades.size();
  }

  /** Of k places, also those that are empty. */
  double precision(int k) {
    return (double) hits(k) / k;
  }

  double reciprocal() {
    for (int i = 0; i < found.size(); i++) {
      if (grades.containsKey(found.get(i))) {
        return 1.0 / (i + 1);
      }
    }
    return 0;
  }

  /** The mean, over all relevant ids, of the precision at their places; 0 for those not found. */
  double averagePrecision() {
    double sum = 0;
    int hits = 0;
    for (int i = 0; i < found.size(); i++) {
      if (grades.containsKey(found.get(i))) {
        hits++;
        sum += (double) hits / (i + 1);
      }
    }
    return sum / grades.size();
  }

  /** With linear gains, as trec_eval's ndcg_cut. */
  double ndcg(int k) {
    List<Double> ideal =
        grades.values().stream().sorted(java.util.Comparator.reverseOrder()).limit(k).toList();
    return discounted(found.stream().limit(k).map(id -> grades.getOrDefault(id, 0.0)).toList())
        / discounted(ideal);
  }

  private static double discounted(List<Double> gains) {
    double sum = 0;
    for (int i = 0; i < gains.size(); i++) {
      sum += gains.get(i) * Math.log(2) / Math.log(i + 2.0);
    }
    return sum;
  }
}
