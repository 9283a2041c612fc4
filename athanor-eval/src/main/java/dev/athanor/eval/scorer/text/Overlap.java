package dev.athanor.eval.scorer.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of one text is in another.
 *
 * @param precision the part of what was said that should have been said
 * @param recall the part of what should have been said that was said
 */
public record Overlap(double precision, double recall) {
  /** Their harmonic mean; 0 if both are. */
  public double f1() {
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }

  /** Of so many common ones; 0 of none. */
  public static Overlap of(int common, int said, int expected) {
    return new Overlap((double) common / Math.max(said, 1), (double) common / Math.max(expected, 1));
  }

  /** Of the same things, each as often as it is in both. */
  public static <T> Overlap ofBags(List<T> said, List<T> expected) {
    return of(common(count(said), count(expected)), said.size(), expected.size());
  }

  /** F1 of the words after {@link Words#normalised}; two texts without words are equal. */
  public static double ofWords(String said, String expected) {
    List<String> words = Words.normalisedWords(said);
    List<String> others = Words.normalisedWords(expected);
    return words.isEmpty() || others.isEmpty() ? words.equals(others) ? 1 : 0 : ofBags(words, others).f1();
  }

  /** Of runs of n words. */
  public static Overlap ofRuns(List<String> said, List<String> expected, int n) {
    return ofBags(runs(said, n), runs(expected, n));
  }

  /** Of the longest common subsequence. */
  public static <T> Overlap ofSequence(List<T> said, List<T> expected) {
    return of(longestCommon(said, expected), said.size(), expected.size());
  }

  /** Runs of n words. */
  static List<List<String>> runs(List<String> words, int n) {
    List<List<String>> runs = new ArrayList<>();
    for (int i = 0; i + n <= words.size(); i++) {
      runs.add(words.subList(i, i + n));
    }
    return runs;
  }

  static <T> Map<T, Integer> count(List<T> things) {
    Map<T, Integer> counts = new HashMap<>();
    things.forEach(each -> counts.merge(each, 1, Integer::sum));
    return counts;
  }

  static <T> int common(Map<T, Integer> one, Map<T, Integer> other) {
    return one.entrySet().stream()
        .mapToInt(each -> Math.min(each.getValue(), other.getOrDefault(each.getKey(), 0)))
        .sum();
  }

  /** The length of the longest common subsequence. */
  public static <T> int longestCommon(List<T> one, List<T> other) {
    int[] row = new int[other.size() + 1];
    for (T each : one) {
      int diagonal = 0;
      for (int j = 1; j <= other.size(); j++) {
        int above = row[j];
        row[j] = each.equals(other.get(j - 1)) ? diagonal + 1 : Math.max(above, row[j - 1]);
        diagonal = above;
      }
    }
    return row[other.size()];
  }
}
