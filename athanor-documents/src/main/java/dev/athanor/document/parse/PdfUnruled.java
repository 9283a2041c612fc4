package dev.athanor.document.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds tables by their columns alone: lines that follow each other, that wide gaps cut into pieces, and whose pieces stand
 * below those of the line with the most. Two columns must be short and stand straight: lists with their signs, tables
 * of contents and text in two columns look like that as well.
 */
final class PdfUnruled {

  private static final int FEWEST_ROWS = 3;
  private static final int FEWEST_ROWS_OF_TWO = 4;
  private static final int FEW_WORDS = 3;
  private static final int MOST_WORDS = 7;
  private static final float STRAIGHT = 3;
  private static final int MOST_HEADERS = 6;
  /** In parts of the font size. */
  private static final float HEADERS_WITHIN = 6;
  private static final Pattern SIGN = Pattern.compile("\\W{1,2}|[\\[(]?[\\p{L}\\p{N}.]{1,4}[\\])]?[.:]?");
  private static final Pattern LEADER = Pattern.compile(".*(\\. ?){4,}.*");

  /** Lines of the page that stand beside each other, from left to right. */
  private record Row(int end, boolean apart, List<PdfWord> pieces) {
  }

  private final List<List<PdfWord>> rows;
  private final PdfAligned aligned;

  private PdfUnruled(List<List<PdfWord>> rows) {
    this.rows = rows;
    this.aligned = new PdfAligned(rows);
  }

  /** The table that those lines are. */
  static PdfUnruled of(List<PdfLine> lines) {
    return new PdfUnruled(rows(lines, 0).stream().map(Row::pieces).toList());
  }

  /** Where the table ends that begins with that line; {@code from} itself, if none does. */
  static int end(List<PdfLine> lines, int from) {
    List<Row> rows = rows(lines, from);
    return rows.isEmpty() ? from : rows.getLast().end;
  }

  /** How many of the lines that come before name its columns: they stand close above columns other than the first. */
  int headers(List<PdfLine> before) {
    float top = rows.getFirst().getFirst().baseline();
    int from = before.size();
    while (from > 0 && before.size() - from < MOST_HEADERS && isHeader(before.get(from - 1), top)) {
      from--;
    }
    List<PdfWord> words =
        before.subList(from, before.size()).stream().flatMap(line -> line.words().stream()).toList();
    boolean several = words.stream().map(aligned::column).distinct().count() > 1;
    return several ? before.size() - from : 0;
  }

  private boolean isHeader(PdfLine line, float top) {
    List<PdfWord> pieces = PdfWord.pieces(line.words());
    return line.upright() && !pieces.isEmpty() && pieces.stream().allMatch(piece -> piece.baseline() < top
        && top - piece.baseline() < piece.size() * HEADERS_WITHIN && aligned.isWithin(piece, 1));
  }

  /** What its rows say, below one row of those headers. */
  List<List<String>> texts(List<PdfLine> headers) {
    List<List<String>> texts = new ArrayList<>();
    List<PdfWord> words = headers.stream().flatMap(line -> PdfWord.pieces(line.words()).stream()).toList();
    if (!words.isEmpty()) {
      texts.add(aligned.row(PdfWord.lines(words).stream().flatMap(List::stream).toList()));
    }
    rows.forEach(row -> PdfAligned.add(texts, aligned.row(row)));
    return texts;
  }

  /** Whether many pieces are too short for lines of running text in columns. */
  static boolean areShort(List<List<PdfWord>> lines) {
    long pieces = lines.stream().mapToLong(List::size).sum();
    long few = lines.stream().flatMap(List::stream).filter(piece -> piece.words() <= FEW_WORDS).count();
    return few * 5 >= pieces * 2;
  }

  private static List<Row> rows(List<PdfLine> lines, int from) {
    List<Row> downwards = inFileOrder(lines, from);
    return downwards.isEmpty() ? columnByColumn(lines, from) : downwards;
  }

  /** A table whose columns were written one after the other: short lines, of which some stand above those before them. */
  private static List<Row> columnByColumn(List<PdfLine> lines, int from) {
    int end = from;
    boolean upwards = false;
    while (end < lines.size() && isCell(lines.get(end))) {
      upwards |=
          end > from && baseline(lines.get(end)) < baseline(lines.get(end - 1)) - lines.get(end).size();
      end++;
    }
    if (!upwards || end - from < FEWEST_ROWS * 2) {
      return List.of();
    }
    List<PdfWord> words = lines.subList(from, end).stream().flatMap(line -> line.words().stream()).toList();
    int last = end;
    List<Row> rows = PdfWord.lines(words).stream().map(line -> new Row(last, false, PdfWord.sortedPieces(
        line))).toList();
    List<List<PdfWord>> pieces = rows.stream().map(Row::pieces).toList();
    boolean full = pieces.stream().filter(row -> row.size() > 1).count() * 4 >= pieces.size() * 3L;
    return full && isTable(pieces, pieces.stream().mapToInt(List::size).max().orElse(0)) ? rows : List.of();
  }

  private static boolean isCell(PdfLine line) {
    return line.upright() && !line.words().isEmpty() && PdfWord.pieces(line.words()).stream().allMatch(
        piece -> piece.words() <= MOST_WORDS);
  }

  private static float baseline(PdfLine line) {
    return line.words().getFirst().baseline();
  }

  private static List<Row> inFileOrder(List<PdfLine> lines, int from) {
    List<Row> rows = new ArrayList<>();
    int at = from;
    while (at < lines.size()) {
      Row row = row(lines, at);
      if (row.pieces.size() < 2 && !goesOn(rows, row, lines)) {
        break;
      }
      rows.add(row);
      at = row.end;
    }
    int widest = rows.stream().mapToInt(row -> row.pieces.size()).max().orElse(0);
    // A numbered heading below the table has a gap behind its number.
    while (!rows.isEmpty() && (rows.getLast().pieces.size() < 2 || (rows.getLast().apart
        && rows.getLast().pieces.size() * 2 < widest))) {
      rows.removeLast();
    }
    return isTable(rows.stream().map(Row::pieces).toList(), widest) ? rows : List.of();
  }

  private static Row row(List<PdfLine> lines, int from) {
    PdfLine first = lines.get(from);
    List<PdfWord> words = new ArrayList<>(first.words());
    int end = from + 1;
    while (end < lines.size() && !words.isEmpty() && isBeside(words, lines.get(end))) {
      words.addAll(lines.get(end).words());
      end++;
    }
    words.sort(Comparator.comparingDouble(PdfWord::left));
    return new Row(end, first.startsParagraph(), first.upright() ? PdfWord.pieces(words) : List.of());
  }

  private static boolean isBeside(List<PdfWord> words, PdfLine line) {
    if (line.words().isEmpty() || !line.upright()) {
      return false;
    }
    PdfWord before = words.getLast();
    PdfWord next = line.words().getFirst();
    return Math.abs(before.baseline() - next.baseline()) < 0.4f * Math.min(before.size(), next.size())
        && next.left() > before.right();
  }

  /** Whether a line with one piece only is a cell's second line: below a piece that is not the first of its row. */
  private static boolean goesOn(List<Row> rows, Row row, List<PdfLine> lines) {
    if (rows.isEmpty() || row.pieces.size() != 1 || row.end >= lines.size()
        || rows.getLast().pieces.size() < 2) {
      return false;
    }
    PdfWord piece = row.pieces.getFirst();
    List<PdfWord> above = rows.getLast().pieces;
    boolean close = piece.baseline() > above.getFirst().baseline() && piece.baseline() - above.getFirst()
        .baseline() < piece.size() * 1.6f;
    return close
        && above.stream().skip(1).anyMatch(other -> Math.abs(other.left() - piece.left()) < STRAIGHT);
  }

  private static boolean isTable(List<List<PdfWord>> rows, int widest) {
    List<List<PdfWord>> cut = rows.stream().filter(row -> row.size() > 1).toList();
    if (cut.size() < FEWEST_ROWS || !areShort(cut) || !new PdfAligned(rows).fits(rows)) {
      return false;
    }
    if (widest == 2) {
      return cut.size() >= FEWEST_ROWS_OF_TWO && cut.size() == rows.size() && isPairs(rows);
    }
    return cut.stream().filter(row -> row.size() > 2).count() * 2 >= rows.size();
  }

  private static boolean isPairs(List<List<PdfWord>> rows) {
    boolean signs = rows.stream().filter(row -> SIGN.matcher(row.getFirst().text()).matches()).count() * 2
        > rows.size();
    boolean leaders =
        rows.stream().anyMatch(row -> row.stream().anyMatch(piece -> LEADER.matcher(piece.text())
            .matches()));
    double left = spread(rows.stream().map(row -> row.getLast().left()).toList());
    double right = spread(rows.stream().map(row -> row.getLast().right()).toList());
    return !signs && !leaders && Math.min(left, right) < STRAIGHT;
  }

  private static double spread(List<Float> places) {
    var statistics = places.stream().mapToDouble(Float::doubleValue).summaryStatistics();
    return statistics.getMax() - statistics.getMin();
  }
}
