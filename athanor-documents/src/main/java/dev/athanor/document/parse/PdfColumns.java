package dev.athanor.document.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Puts the lines of a page in order whose text stands in columns but was written across them, line by line. Where a gutter parts
 * enough lines of running text, what is left of it comes first, and then what is right of it (the other way round in
 * writings that go from right to left), from one line that crosses the gutter to the next. A page that has its text column
 * by column already stays as it is.
 */
final class PdfColumns {

  private static final int FEWEST_LINES = 5;
  private static final float NARROWEST_GUTTER = 8;
  /** What is wider apart than this, in parts of the font size, does not go on after the gap. */
  private static final float WIDE = 1.6f;
  private static final int MOST_COLUMNS = 4;

  private PdfColumns() {
  }

  /** Lines that stand beside each other on the page. */
  private record Row(List<PdfLine> lines, float baseline) {

    List<PdfWord> pieces() {
      return PdfWord.pieces(lines.stream().flatMap(line -> line.words().stream()).sorted(Comparator
          .comparingDouble(PdfWord::left)).toList());
    }

    Optional<PdfWord> over(float x) {
      return pieces().stream().filter(piece -> piece.left() < x && piece.right() > x).findAny();
    }

    /** How many words stand beside the place on the side that has less. */
    int beside(float x) {
      int before = 0;
      int after = 0;
      for (PdfWord piece : pieces()) {
        before += piece.right() <= x ? piece.words() : 0;
        after += piece.left() >= x ? piece.words() : 0;
      }
      return Math.min(before, after);
    }
  }

  static List<PdfLine> ordered(List<PdfLine> lines) {
    List<PdfLine> placed = lines.stream().filter(line -> line.upright() && !line.words().isEmpty()).toList();
    if (placed.size() < FEWEST_LINES) {
      return List.copyOf(lines);
    }
    List<PdfLine> ordered = new ArrayList<>(ordered(placed, MOST_COLUMNS));
    if (ordered.equals(placed)) {
      return List.copyOf(lines);
    }
    lines.stream().filter(line -> !placed.contains(line)).forEach(ordered::add);
    return ordered;
  }

  private static List<PdfLine> ordered(List<PdfLine> lines, int columns) {
    List<Row> rows = rows(lines);
    Optional<Float> gutter = columns < 2 ? Optional.empty() : gutter(rows);
    if (gutter.isEmpty() || !isAcross(rows, gutter.get())) {
      return lines;
    }
    float x = gutter.get();
    boolean rightToLeft =
        PdfDirection.isRightToLeft(String.join("", lines.stream().map(PdfLine::text).toList()));
    List<PdfLine> ordered = new ArrayList<>();
    List<PdfLine> left = new ArrayList<>();
    List<PdfLine> right = new ArrayList<>();
    for (Row row : rows) {
      if (row.over(x).isPresent()) {
        flush(rightToLeft ? right : left, rightToLeft ? left : right, ordered, columns);
        ordered.addAll(row.lines);
      } else {
        row.lines.forEach(line -> {
          part(line, line.words().stream().filter(word -> word.center() < x).toList(), left);
          part(line, line.words().stream().filter(word -> word.center() >= x).toList(), right);
        });
      }
    }
    flush(rightToLeft ? right : left, rightToLeft ? left : right, ordered, columns);
    return ordered;
  }

  private static void flush(List<PdfLine> first, List<PdfLine> second, List<PdfLine> ordered, int columns) {
    ordered.addAll(ordered(apart(first), columns - 1));
    ordered.addAll(ordered(apart(second), columns - 1));
    first.clear();
    second.clear();
  }

  private static void part(PdfLine line, List<PdfWord> words, List<PdfLine> column) {
    if (words.size() == line.words().size()) {
      column.add(line);
    } else if (!words.isEmpty()) {
      column.add(line.with(words, line.startsParagraph()));
    }
  }

  /** The lines of a column, each of which starts a paragraph if it is set further from the one above than they mostly are. */
  private static List<PdfLine> apart(List<PdfLine> column) {
    List<Float> steps = new ArrayList<>();
    for (int i = 1; i < column.size(); i++) {
      steps.add(step(column, i));
    }
    float usual = steps.isEmpty() ? 0 : steps.stream().sorted().toList().get(Math.floorDiv(steps.size(), 2));
    float edge = (float) column.stream().mapToDouble(line -> line.words().getFirst().left()).min().orElse(0);
    List<PdfLine> apart = new ArrayList<>();
    for (int i = 0; i < column.size(); i++) {
      PdfLine line = column.get(i);
      boolean indented = i > 0 && column.get(i).words().getFirst().left() > edge + line.size() * 0.8f
          && column.get(i - 1).words().getFirst().left() <= edge + line.size() * 0.3f;
      boolean starts = i == 0 || step(column, i) > usual * 1.3f || step(column, i) < 0 || indented;
      apart.add(line.startingParagraph(starts));
    }
    return apart;
  }

  private static float step(List<PdfLine> column, int i) {
    return column.get(i).words().getFirst().baseline() - column.get(i - 1).words().getFirst().baseline();
  }

  /** Whether lines on both sides of the gutter often follow each other, as they do in text written across it. */
  private static boolean isAcross(List<Row> rows, float x) {
    long both = rows.stream().filter(row -> row.beside(x) > 0 && row.over(x).isEmpty()).count();
    long joined =
        rows.stream().filter(row -> row.beside(x) > 0 && row.over(x).isEmpty() && row.lines.size() == 1)
            .count();
    long beside = rows.stream().filter(row -> row.beside(x) > 0 && row.lines.size() > 1).count();
    return both >= FEWEST_LINES && (joined + beside) * 10 >= both * 3;
  }

  /** The place that most lines of running text leave free, with words on both of its sides. */
  private static Optional<Float> gutter(List<Row> rows) {
    float best = 0;
    int most = 0;
    for (Row row : rows) {
      List<PdfWord> pieces = row.pieces();
      for (int i = 1; i < pieces.size(); i++) {
        float from = pieces.get(i - 1).right();
        float to = pieces.get(i).left();
        if (to - from < Math.max(NARROWEST_GUTTER, pieces.get(i).size() * WIDE * 0.6f)) {
          continue;
        }
        float x = (from + to) / 2;
        int free = free(rows, x);
        if (free > most) {
          most = free;
          best = x;
        }
      }
    }
    return most >= FEWEST_LINES ? Optional.of(best) : Optional.empty();
  }

  /** How many lines have running text on both sides of a place; none if nearly as many run across it, or most are short. */
  private static int free(List<Row> rows, float x) {
    int free = 0;
    int prose = 0;
    int across = 0;
    for (Row row : rows) {
      if (row.over(x).isPresent()) {
        across++;
      } else if (row.beside(x) > 0) {
        free++;
        prose += row.beside(x) >= 3 ? 1 : 0;
      }
    }
    return prose * 10 >= free * 6 && across <= free ? free : 0;
  }

  /** The lines of the page by the height at which they stand; those that follow each other in the file only count as beside. */
  private static List<Row> rows(List<PdfLine> lines) {
    List<Row> rows = new ArrayList<>();
    for (PdfLine line : lines) {
      float baseline = line.words().getFirst().baseline();
      Row last = rows.isEmpty() ? null : rows.getLast();
      if (last != null && Math.abs(last.baseline - baseline) < line.size() * 0.5f) {
        last.lines.add(line);
      } else {
        rows.add(new Row(new ArrayList<>(List.of(line)), baseline));
      }
    }
    return rows;
  }
}
