package dev.athanor.document.parse;

import dev.athanor.document.parse.PdfRules.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table that is drawn with rules in both directions: they cut its area into slots, and slots that no rule parts are one
 * cell, whose text is repeated in each of them, so that every row can be understood alone.
 */
final class PdfGrid {

  private static final float SAME = 3;
  private static final float SHORTEST = 6;
  private static final int MOST_COLUMNS = 60;
  private static final int MOST_ROWS = 400;
  /** A slot's side counts as drawn where a rule runs along this part of it. */
  private static final float DRAWN = 0.5f;
  private static final float ALONG_A_COLUMN = 0.8f;

  private final List<Float> xs;
  private final List<Float> ys;
  private final int columns;
  private final int rows;
  private final int[] cell;
  private final List<List<PdfWord>> wordsOfCell = new ArrayList<>();
  private final List<Rule> horizontal;
  private final List<Rule> vertical;

  private PdfGrid(List<Float> xs, List<Float> ys, List<Rule> horizontal, List<Rule> vertical) {
    this.xs = xs;
    this.ys = ys;
    this.columns = xs.size() - 1;
    this.rows = ys.size() - 1;
    this.cell = new int[columns * rows];
    this.horizontal = horizontal;
    this.vertical = vertical;
    for (int slot = 0; slot < cell.length; slot++) {
      cell[slot] = slot;
      wordsOfCell.add(new ArrayList<>());
    }
  }

  /** The rows of the table that these rules draw around these words; none if they draw no table. */
  static Optional<List<List<String>>> rows(List<Rule> horizontal, List<Rule> vertical, List<PdfWord> words) {
    List<Rule> tall = vertical.stream().filter(rule -> rule.length() >= SHORTEST).toList();
    List<Float> xs = distinct(tall.stream().map(Rule::at).toList(), horizontal.stream().flatMap(
        rule -> Stream.of(rule.from(), rule.to())).toList());
    List<Float> across = horizontal.stream().filter(rule -> alongAColumn(rule, xs)).map(Rule::at).toList();
    List<Float> ys = distinct(across, tall.stream().flatMap(
        rule -> Stream.of(rule.from(), rule.to())).toList());
    if (xs.size() < 3 || xs.size() > MOST_COLUMNS || ys.size() < 2 || ys.size() > MOST_ROWS) {
      return Optional.empty();
    }
    PdfGrid grid = new PdfGrid(finer(xs, words), ys, horizontal, tall);
    grid.join();
    words.forEach(grid::put);
    grid.part();
    return Optional.of(grid.texts());
  }

  /** The places with more between them, where the words between two of them stand in columns of their own. */
  private static List<Float> finer(List<Float> xs, List<PdfWord> words) {
    List<Float> finer = new ArrayList<>(List.of(xs.getFirst()));
    for (int i = 1; i < xs.size(); i++) {
      float from = xs.get(i - 1);
      float to = xs.get(i);
      List<List<PdfWord>> lines = PdfWord.lines(words.stream().filter(word -> word.center() > from
          && word.center() < to).toList()).stream().map(PdfWord::sortedPieces).toList();
      if (lines.size() > 2 && lines.stream().filter(line -> line.size() > 1).count() * 10 >= lines.size() * 7L
          && PdfUnruled.areShort(lines) && new PdfAligned(lines).fits(lines)) {
        finer.addAll(new PdfAligned(lines).borders());
      }
      finer.add(to);
    }
    return finer;
  }

  private static boolean alongAColumn(Rule rule, List<Float> xs) {
    for (int i = 1; i < xs.size(); i++) {
      if (rule.covers(xs.get(i - 1), xs.get(i)) >= ALONG_A_COLUMN) {
        return true;
      }
    }
    return false;
  }

  /** The places, each once, in ascending order, and the outermost ends if they lie outside of them. */
  private static List<Float> distinct(List<Float> places, List<Float> ends) {
    List<Float> sorted = new ArrayList<>(places);
    if (!ends.isEmpty()) {
      sorted.add(Collections.min(ends));
      sorted.add(Collections.max(ends));
    }
    Collections.sort(sorted);
    List<Float> distinct = new ArrayList<>();
    for (float place : sorted) {
      if (distinct.isEmpty() || place - distinct.getLast() > SAME) {
        distinct.add(place);
      }
    }
    return distinct;
  }

  /** Makes one cell of slots that nothing parts. */
  private void join() {
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        if (column + 1 < columns && !isDrawn(vertical, xs.get(column + 1), ys.get(row), ys.get(row + 1))) {
          join(slot(row, column), slot(row, column + 1));
        }
        if (row + 1 < rows && !isDrawn(horizontal, ys.get(row + 1), xs.get(column), xs.get(column + 1))) {
          join(slot(row, column), slot(row + 1, column));
        }
      }
    }
  }

  private static boolean isDrawn(List<Rule> rules, float at, float from, float to) {
    return rules.stream()
        .anyMatch(rule -> Math.abs(rule.at() - at) <= SAME && rule.covers(from, to) >= DRAWN);
  }

  private int slot(int row, int column) {
    return row * columns + column;
  }

  private int cellOf(int slot) {
    int root = slot;
    while (cell[root] != root) {
      root = cell[root];
    }
    return root;
  }

  private void join(int one, int other) {
    int a = cellOf(one);
    int b = cellOf(other);
    cell[Math.max(a, b)] = Math.min(a, b);
  }

  private void put(PdfWord word) {
    int column = between(xs, word.center());
    int row = between(ys, word.middle());
    if (column >= 0 && row >= 0) {
      wordsOfCell.get(cellOf(slot(row, column))).add(word);
    }
  }

  /** Makes slots again of cells of one row whose words stand in the columns all the same: rules are often left out. */
  private void part() {
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int here = slot(row, column);
        int end = column + 1;
        while (end < columns && cellOf(slot(row, end)) == here) {
          end++;
        }
        boolean spansRows = row + 1 < rows && cellOf(slot(row + 1, column)) == here;
        if (cell[here] == here && end > column + 1 && !spansRows
            && standsInColumns(wordsOfCell.get(here), column,
                end)) {
          List<PdfWord> words = List.copyOf(wordsOfCell.get(here));
          wordsOfCell.get(here).clear();
          for (int each = column; each < end; each++) {
            cell[slot(row, each)] = slot(row, each);
          }
          words.forEach(this::put);
        }
      }
    }
  }

  private boolean standsInColumns(List<PdfWord> words, int from, int to) {
    List<PdfWord> pieces = PdfWord.lines(words).stream().map(PdfWord::sortedPieces).flatMap(List::stream)
        .toList();
    boolean crossing =
        xs.subList(from + 1, to).stream().anyMatch(x -> pieces.stream().anyMatch(piece -> piece.left()
            < x - 1 && piece.right() > x + 1));
    long taken = pieces.stream().mapToInt(piece -> between(xs, piece.center())).distinct().count();
    boolean first = taken == 1 && pieces.getFirst().right() < xs.get(from + 1);
    return !crossing && (taken > 1 || first);
  }

  private static int between(List<Float> places, float at) {
    for (int i = 1; i < places.size(); i++) {
      if (at < places.get(i)) {
        return at < places.get(i - 1) ? -1 : i - 1;
      }
    }
    return -1;
  }

  private List<List<String>> texts() {
    List<List<String>> texts = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      List<List<PdfWord>> cells = new ArrayList<>();
      List<Boolean> reaching = new ArrayList<>();
      for (int column = 0; column < columns; column++) {
        int here = cellOf(slot(row, column));
        cells.add(wordsOfCell.get(here));
        reaching.add((row > 0 && cellOf(slot(row - 1, column)) == here)
            || (row + 1 < rows && cellOf(slot(row + 1, column)) == here));
      }
      texts.addAll(PdfBand.rows(cells, reaching));
    }
    return texts;
  }
}
