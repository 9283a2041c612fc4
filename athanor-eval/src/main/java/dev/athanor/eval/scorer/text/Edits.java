package dev.athanor.eval.scorer.text;

import java.util.List;

/** Edit distance (Levenshtein 1966): how many things must be inserted, deleted or replaced to make one list the other. */
public final class Edits {
  private Edits() {}

  /** How many. */
  public static <T> int distance(List<T> one, List<T> other) {
    int[] row = new int[other.size() + 1];
    for (int j = 0; j <= other.size(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.size(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.size(); j++) {
        int replaced = diagonal + (one.get(i - 1).equals(other.get(j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.size()];
  }

  /** 1 for equal lists, 0 if nothing is left in its place; two empty lists are equal. */
  public static <T> double similarity(List<T> one, List<T> other) {
    int longer = Math.max(one.size(), other.size());
    return longer == 0 ? 1 : 1 - (double) distance(one, other) / longer;
  }

  /** The characters of a text, in code points. */
  public static List<Integer> characters(String text) {
    return text.codePoints().boxed().toList();
  }
}
