package dev.athanor.document.parse;

import dev.athanor.document.parse.PdfLine.Piece;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds tables by their columns: lines that follow each other, that wide gaps cut into pieces, and whose pieces stand below
 * those of the line with the most. What has two columns only is left as it is: a list and its signs look like that.
 */
final class PdfTable {

  private static final int FEWEST_ROWS = 3;
  private static final int FEWEST_COLUMNS = 3;

  private PdfTable() {
  }

  /** Where the table ends that begins with that line; {@code from} itself, if none does. */
  static int end(List<PdfLine> lines, int from) {
    int end = from;
    while (end < lines.size() && lines.get(end).page() == lines.get(from).page()
        && lines.get(end).pieces().size()
            > 1) {
      end++;
    }
    int widest = lines.subList(from, end).stream().mapToInt(line -> line.pieces().size()).max().orElse(0);
    // A numbered heading below the table has a gap behind its number.
    while (end > from && lines.get(end - 1).startsParagraph()
        && lines.get(end - 1).pieces().size() * 2 < widest) {
      end--;
    }
    List<PdfLine> run = lines.subList(from, end);
    long full = run.stream().filter(line -> line.pieces().size() >= FEWEST_COLUMNS).count();
    return run.size() >= FEWEST_ROWS && full * 2 >= run.size() && isAligned(run) ? end : from;
  }

  /** Whether nearly every piece stands in a column, and no two of a line in the same. */
  private static boolean isAligned(List<PdfLine> lines) {
    List<Piece> columns = columns(lines);
    int pieces = 0;
    int alone = 0;
    for (PdfLine line : lines) {
      List<Integer> taken = line.pieces().stream().map(piece -> column(columns, piece)).toList();
      pieces += taken.size();
      alone += (int) taken.stream().distinct().count();
    }
    return alone * 10 >= pieces * 9;
  }

  static List<ExtractedText.Cells> rows(List<PdfLine> lines) {
    List<Piece> columns = columns(lines);
    List<List<String>> rows = new ArrayList<>();
    for (PdfLine line : lines) {
      List<String> cells = new ArrayList<>(columns.stream().map(_ -> "").toList());
      for (Piece piece : line.pieces()) {
        int column = column(columns, piece);
        cells.set(column, (cells.get(column) + " " + piece.text()).strip());
      }
      rows.add(cells);
    }
    boolean headed =
        rows.getFirst().stream().noneMatch(PdfTable::hasDigit) && rows.subList(1, rows.size()).stream()
            .flatMap(List::stream).anyMatch(PdfTable::hasDigit);
    return IntStream.range(0, rows.size())
        .mapToObj(row -> new ExtractedText.Cells(headed && row == 0, rows.get(
            row)))
        .toList();
  }

  /** The pieces of the line that has most, each widened by what stands below and above it alone. */
  private static List<Piece> columns(List<PdfLine> lines) {
    PdfLine fullest = lines.stream().max(Comparator.comparingInt(line -> line.pieces().size())).orElseThrow();
    List<Piece> columns = new ArrayList<>(fullest.pieces());
    columns.sort(Comparator.comparingDouble(Piece::left));
    for (PdfLine line : lines) {
      for (Piece piece : line.pieces()) {
        List<Piece> touched = columns.stream().filter(column -> overlap(column, piece) > 0).toList();
        if (touched.size() == 1) {
          Piece column = touched.getFirst();
          columns.set(columns.indexOf(column),
              new Piece("", Math.min(column.left(), piece.left()), Math.max(column
                  .right(), piece.right())));
        }
      }
    }
    return columns;
  }

  /** The column that a piece is most over; the nearest if it is over none. */
  private static int column(List<Piece> columns, Piece piece) {
    int best = 0;
    for (int i = 1; i < columns.size(); i++) {
      if (overlap(columns.get(i), piece) > overlap(columns.get(best), piece)) {
        best = i;
      }
    }
    return best;
  }

  /** In points; negative where there is a gap between them. */
  private static float overlap(Piece one, Piece other) {
    return Math.min(one.right(), other.right()) - Math.max(one.left(), other.left());
  }

  private static boolean hasDigit(String cell) {
    return cell.chars().anyMatch(Character::isDigit);
  }
}
