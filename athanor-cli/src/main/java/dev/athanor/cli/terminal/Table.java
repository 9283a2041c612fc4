package dev.athanor.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Rows under a heading, in aligned columns. The last column takes what the terminal leaves and is cut to it. */
public final class Table {
  private static final String GAP = "  ";

  private final List<Column> columns;
  private final List<List<Cell>> rows = new ArrayList<>();

  /** A table with these columns and no rows yet. */
  public Table(Column... columns) {
    this.columns = List.of(columns);
  }

  /**
   * A column.
   *
   * @param right whether its cells end at the same place, as numbers do
   */
  public record Column(String title, boolean right) {
    /** Of texts. */
    public static Column text(String title) {
      return new Column(title, false);
    }

    /** Of numbers. */
    public static Column number(String title) {
      return new Column(title, true);
    }
  }

  /** A cell. */
  public record Cell(String text, Style style) {
    /** Puts the text on one line; space at its beginning stays. */
    public Cell {
      text = text.replaceAll("[\\p{Cntrl}]+", " ");
    }
  }

  /** A plain cell. */
  public static Cell cell(Object text) {
    return new Cell(text.toString(), Style.PLAIN);
  }

  /** A cell in a style. */
  public static Cell cell(Style style, Object text) {
    return new Cell(text.toString(), style);
  }

  /** Adds a row. */
  public Table row(Cell... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException("a row of " + cells.length + " cells in a table of " + columns.size()
          + " columns");
    }
    rows.add(List.of(cells));
    return this;
  }

  /** The lines, the heading first. */
  public List<String> lines(Screen screen) {
    int[] widths = widths(screen.resultWidth());
    List<String> lines = new ArrayList<>();
    lines.add(line(columns.stream().map(column -> new Cell(column.title(), Style.FAINT)).toList(), widths,
        screen));
    rows.forEach(row -> lines.add(line(row, widths, screen)));
    return lines;
  }

  private int[] widths(OptionalInt limit) {
    int[] widths = new int[columns.size()];
    int taken = 0;
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      int widest = rows.stream().mapToInt(row -> TextWidth.of(row.get(column).text())).max().orElse(0);
      widths[i] = Math.max(TextWidth.of(columns.get(i).title()), widest);
      taken += widths[i] + (i == 0 ? 0 : GAP.length());
    }
    int last = widths.length - 1;
    if (limit.isPresent() && taken > limit.getAsInt()) {
      int heading = TextWidth.of(columns.get(last).title());
      widths[last] = Math.max(Math.max(8, heading), widths[last] - (taken - limit.getAsInt()));
    }
    return widths;
  }

  private String line(List<Cell> cells, int[] widths, Screen screen) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      Cell cell = cells.get(i);
      String text = TextWidth.cut(cell.text(), widths[i]);
      String painted = screen.paint(cell.style(), text);
      String space = " ".repeat(widths[i] - TextWidth.of(text));
      line.append(i == 0 ? "" : GAP).append(columns.get(i).right() ? space + painted : painted + space);
    }
    return line.toString().stripTrailing();
  }
}
