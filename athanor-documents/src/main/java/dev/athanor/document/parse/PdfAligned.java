package dev.athanor.document.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tells what stands in which column where no rules are drawn between columns: the pieces of a line that wide gaps part stand
 * below those of the line that has most.
 */
final class PdfAligned {

  /** A piece belongs to every column of which it covers this part. */
  private static final float SPANS = 0.6f;

  private final List<PdfWord> columns;

  /** Learns the columns from lines, each given as its pieces. */
  PdfAligned(List<List<PdfWord>> lines) {
    List<PdfWord> fullest = lines.stream().max(Comparator.comparingInt(List::size)).orElseThrow();
    columns = new ArrayList<>(fullest);
    columns.sort(Comparator.comparingDouble(PdfWord::left));
    for (List<PdfWord> line : lines) {
      for (PdfWord piece : line) {
        List<PdfWord> touched = columns.stream().filter(column -> column.overlap(piece) > 0).toList();
        if (touched.size() == 1) {
          PdfWord column = touched.getFirst();
          columns.set(columns.indexOf(column), new PdfWord("", Math.min(column.left(), piece.left()),
              Math.max(column.right(), piece.right()), 0, 0));
        }
      }
    }
  }

  int columns() {
    return columns.size();
  }

  /** The places between the columns. */
  List<Float> borders() {
    List<Float> borders = new ArrayList<>();
    for (int i = 1; i < columns.size(); i++) {
      borders.add((columns.get(i - 1).right() + columns.get(i).left()) / 2);
    }
    return borders;
  }

  /** Whether nearly every piece stands in a column, and no two of a line in the same. */
  boolean fits(List<List<PdfWord>> lines) {
    int pieces = 0;
    int alone = 0;
    for (List<PdfWord> line : lines) {
      List<Integer> taken = line.stream().map(this::column).toList();
      pieces += taken.size();
      alone += (int) taken.stream().distinct().count();
    }
    return alone * 10 >= pieces * 9;
  }

  /** Whether a piece stands in a column, of which the first ones do not count, or little beside it. */
  boolean isWithin(PdfWord piece, int first) {
    int column = column(piece);
    PdfWord place = columns.get(column);
    float beside = piece.size() * 3;
    return column >= first && piece.left() > place.left() - beside && piece.right() < place.right() + beside
        && piece.right() > columns.get(first).left() - beside;
  }

  /** What the columns say on a line. */
  List<String> row(List<PdfWord> line) {
    List<String> row = new ArrayList<>(columns.stream().map(_ -> "").toList());
    for (PdfWord piece : line) {
      List<Integer> spanned = spanned(piece);
      for (int column : spanned.isEmpty() ? List.of(column(piece)) : spanned) {
        row.set(column, (row.get(column) + " " + piece.text()).strip());
      }
    }
    return row;
  }

  private List<Integer> spanned(PdfWord piece) {
    List<Integer> spanned = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      PdfWord column = columns.get(i);
      if (column.overlap(piece) > SPANS * (column.right() - column.left())) {
        spanned.add(i);
      }
    }
    return spanned;
  }

  /** The column that a piece is most over; the nearest if it is over none. */
  int column(PdfWord piece) {
    int best = 0;
    for (int i = 1; i < columns.size(); i++) {
      if (columns.get(i).overlap(piece) > columns.get(best).overlap(piece)) {
        best = i;
      }
    }
    return best;
  }

  /** Adds a row below others; one that only goes on with some of the cells above it, but not the first, is put to them. */
  static void add(List<List<String>> rows, List<String> row) {
    List<String> above = rows.isEmpty() ? List.of() : rows.getLast();
    long filled = row.stream().filter(cell -> !cell.isEmpty()).count();
    boolean goesOn = !above.isEmpty() && row.getFirst().isEmpty() && !above.getFirst().isEmpty()
        && filled * 2 <= row.size();
    for (int i = 0; goesOn && i < row.size(); i++) {
      goesOn = row.get(i).isEmpty() || (!above.get(i).isEmpty() && !hasDigit(row.get(i)));
    }
    if (!goesOn) {
      rows.add(row);
      return;
    }
    List<String> both = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      both.add((above.get(i) + " " + row.get(i)).strip());
    }
    rows.set(rows.size() - 1, both);
  }

  static boolean hasDigit(String cell) {
    return cell.chars().anyMatch(Character::isDigit);
  }
}
