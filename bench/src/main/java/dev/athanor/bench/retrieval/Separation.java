package dev.athanor.bench.retrieval;

import java.util.Arrays;

/**
 * The similarity of the best passage, question by question.
 *
 * @param with the documents that answer, among others
 * @param gold of those documents only
 * @param without those documents
 * @param elsewhere in a collection about something else
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Separation(double[] with, double[] gold, double[] without, double[] elsewhere) {
  /** The share that lies below a threshold. */
  static double below(double[] values, double threshold) {
    return (double) Arrays.stream(values).filter(value -> value < threshold).count() / values.length;
  }

  static double percentile(double[] values, double percent) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(percent / 100 * (sorted.length - 1)))];
  }

  /** The chance that a question which is answered here has a greater similarity than one which is not. */
  double area(double[] unanswered) {
    double wins = 0;
    for (double one : with) {
      for (double other : unanswered) {
        wins += one > other ? 1 : one == other ? 0.5 : 0;
      }
    }
    return wins / ((double) with.length * unanswered.length);
  }
}
