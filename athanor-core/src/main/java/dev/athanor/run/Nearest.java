package dev.athanor.run;

import java.util.Comparator;
import java.util.List;

/** The names that come nearest to a mistyped one (Levenshtein 1966), for messages that help. */
public final class Nearest {
  private Nearest() {}

  /** At most so many of the names, the nearest first. */
  public static List<String> to(String typed, List<String> names, int most) {
    return names.stream().sorted(Comparator.comparingInt((String name) -> distance(typed, name))
        .thenComparing(name -> name))
        .limit(most).toList();
  }

  /** How many characters must be inserted, deleted or replaced to make one the other. */
  public static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
