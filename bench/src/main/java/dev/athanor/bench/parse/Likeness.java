package dev.athanor.bench.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How much of what was expected is in what was found. Sums over files. */
record Likeness(Share words, long found, Share adjacent, Share inOrder, Share tableCells, Share titles) {
  /** Of no file. */
  static final Likeness NONE =
      new Likeness(Share.NONE, 0, Share.NONE, Share.NONE, Share.NONE, Share.NONE);

  /** So many of so many. */
  record Share(long part, long whole) {
    static final Share NONE = new Share(0, 0);

    Share plus(Share other) {
      return new Share(part + other.part, whole + other.whole);
    }

    String shown() {
      return whole == 0 ? "-" : String.format(Locale.ROOT, "%.3f", (double) part / whole);
    }
  }

  static Likeness of(Reading expected, Reading found) {
    List<String> words = expected.words();
    return new Likeness(common(words, found.words()), found.words().size(),
        common(pairs(words), pairs(found.words())),
        new Share(longestCommonSubsequence(words, found.words()), words.size()),
        cells(expected.rows(), found.rows()), common(expected.headings(), found.headings()));
  }

  Likeness plus(Likeness other) {
    return new Likeness(words.plus(other.words), found + other.found, adjacent.plus(other.adjacent),
        inOrder.plus(other.inOrder), tableCells.plus(other.tableCells), titles.plus(other.titles));
  }

  /** Expected words that were found, however often each was expected. */
  String recall() {
    return words.shown();
  }

  /** Found words that were expected. */
  String precision() {
    return new Share(words.part, found).shown();
  }

  /** Expected neighbours that were found as neighbours. */
  String pairs() {
    return adjacent.shown();
  }

  /** The longest common subsequence of both, as a share of what was expected. */
  String order() {
    return inOrder.shown();
  }

  /** Expected cells that stand in a row of a table, in the order of the expected row. */
  String cells() {
    return tableCells.shown();
  }

  /** Expected headings that were found as headings. */
  String headings() {
    return titles.shown();
  }

  private static Share common(List<String> expected, List<String> found) {
    Map<String, Integer> left = new HashMap<>();
    found.forEach(each -> left.merge(each, 1, Integer::sum));
    long both = expected.stream().filter(each -> left.merge(each, -1, Integer::sum) >= 0).count();
    return new Share(both, expected.size());
  }

  private static List<String> pairs(List<String> words) {
    List<String> pairs = new ArrayList<>();
    for (int i = 1; i < words.size(); i++) {
      pairs.add(words.get(i - 1) + " " + words.get(i));
    }
    return pairs;
  }

  /** Each expected row takes the found row that has most of it, and no row is taken twice. */
  private static Share cells(List<List<String>> expected, List<List<String>> found) {
    List<List<String>> left = new ArrayList<>(found);
    long kept = 0;
    long all = 0;
    for (List<String> row : expected) {
      int best = -1;
      int most = 0;
      for (int i = 0; i < left.size(); i++) {
        int common = longestCommonSubsequence(row, left.get(i));
        if (common > most) {
          most = common;
          best = i;
        }
      }
      if (best >= 0) {
        left.remove(best);
      }
      kept += most;
      all += row.size();
    }
    return new Share(kept, all);
  }

  private static int longestCommonSubsequence(List<String> one, List<String> other) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] a = numbered(one, numbers);
    int[] b = numbered(other, numbers);
    int[] longest = new int[b.length + 1];
    for (int word : a) {
      int diagonal = 0;
      for (int j = 1; j <= b.length; j++) {
        int above = longest[j];
        longest[j] = word == b[j - 1] ? diagonal + 1 : Math.max(above, longest[j - 1]);
        diagonal = above;
      }
    }
    return longest[b.length];
  }

  private static int[] numbered(List<String> words, Map<String, Integer> numbers) {
    return words.stream().mapToInt(word -> numbers.computeIfAbsent(word, _ -> numbers.size())).toArray();
  }
}
