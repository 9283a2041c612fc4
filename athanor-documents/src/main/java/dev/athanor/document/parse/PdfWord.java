package dev.athanor.document.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A word of a PDF page, or several that stand together, and where; in points from the page's left and upper edge.
 *
 * @param baseline what its letters stand on
 * @param size its font size
 */
record PdfWord(String text, float left, float right, float baseline, float size) {

  /** In parts of the font size; the widest space of justified text is about half as wide. */
  private static final float WIDE_GAP = 0.95f;
  /** In parts of the font size; what is set higher or lower than this stands on another line. */
  private static final float SAME_LINE = 0.45f;

  float middle() {
    return baseline - size * 0.3f;
  }

  float center() {
    return (left + right) / 2;
  }

  int words() {
    return (int) text.chars().filter(c -> c == ' ').count() + 1;
  }

  /** In points; negative where there is a gap between them. */
  float overlap(PdfWord other) {
    return Math.min(right, other.right) - Math.max(left, other.left);
  }

  private PdfWord and(PdfWord next) {
    return new PdfWord(text + " " + next.text, Math.min(left, next.left), Math.max(right, next.right),
        baseline,
        Math.max(size, next.size));
  }

  /** Words of one line, put together where no gap parts them that is wider than one between words ever is. */
  static List<PdfWord> pieces(List<PdfWord> line) {
    List<PdfWord> pieces = new ArrayList<>();
    for (PdfWord word : line) {
      float gap = pieces.isEmpty() ? Float.MAX_VALUE : -pieces.getLast().overlap(word);
      if (gap < word.size * WIDE_GAP) {
        pieces.set(pieces.size() - 1, pieces.getLast().and(word));
      } else {
        pieces.add(word);
      }
    }
    return pieces;
  }

  /** The pieces of a line whose words are in any order. */
  static List<PdfWord> sortedPieces(List<PdfWord> line) {
    return pieces(line.stream().sorted(Comparator.comparingDouble(PdfWord::left)).toList());
  }

  /** The words line by line, from top to bottom; within a line they keep the order in which they are given. */
  static List<List<PdfWord>> lines(List<PdfWord> words) {
    List<PdfWord> sorted = words.stream().sorted(Comparator.comparingDouble(PdfWord::baseline)).toList();
    List<List<PdfWord>> lines = new ArrayList<>();
    float baseline = 0;
    for (PdfWord word : sorted) {
      if (lines.isEmpty() || word.baseline - baseline > word.size * SAME_LINE) {
        lines.add(new ArrayList<>());
        baseline = word.baseline;
      }
      lines.getLast().add(word);
    }
    IdentityHashMap<PdfWord, Integer> given = new IdentityHashMap<>();
    words.forEach(word -> given.put(word, given.size()));
    lines.forEach(line -> line.sort(Comparator.comparingInt(word -> given.getOrDefault(word, 0))));
    return lines;
  }

  /** What a cell says in which these words stand. */
  static String text(List<PdfWord> words) {
    return lines(words).stream().flatMap(List::stream).map(PdfWord::text).collect(Collectors.joining(" "));
  }
}
