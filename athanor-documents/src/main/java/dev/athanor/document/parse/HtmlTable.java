package dev.athanor.document.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jsoup.nodes.Element;

/**
 * Lays out a table as a grid: a cell that spans rows or columns is repeated in each of them, so that every row can be
 * understood alone.
 */
final class HtmlTable {

  /** A page may claim a span of 65,534 rows; nobody reads such a row. */
  private static final int WIDEST_SPAN = 100;

  /** A cell that reaches into the rows below. */
  private record Reach(int rows, String text) {
  }

  private final Function<Element, String> text;
  private final Map<Integer, Reach> reaching = new TreeMap<>();

  private HtmlTable(Function<Element, String> text) {
    this.text = text;
  }

  /** The rows of the table; {@code text} tells what a cell says. */
  static List<ExtractedText.Cells> rows(Element table, Function<Element, String> text) {
    HtmlTable grid = new HtmlTable(text);
    List<ExtractedText.Cells> rows = new ArrayList<>();
    for (Element row : table.select("tr")) {
      boolean header = row.parents().is("thead")
          || (!row.children().isEmpty() && row.children().stream().allMatch(cell -> cell.normalName().equals(
              "th")));
      rows.add(new ExtractedText.Cells(header, grid.cells(row)));
    }
    return rows;
  }

  private List<String> cells(Element row) {
    List<String> cells = new ArrayList<>();
    for (Element cell : row.children()) {
      takeReaching(cells);
      String content = text.apply(cell);
      int rows = span(cell, "rowspan");
      for (int i = 0; i < span(cell, "colspan"); i++) {
        if (rows > 1) {
          reaching.put(cells.size(), new Reach(rows - 1, content));
        }
        cells.add(content);
      }
    }
    takeReaching(cells);
    return cells;
  }

  /** Adds the cells of earlier rows that reach into the next columns of this one. */
  private void takeReaching(List<String> cells) {
    Reach reach = reaching.remove(cells.size());
    while (reach != null) {
      if (reach.rows > 1) {
        reaching.put(cells.size(), new Reach(reach.rows - 1, reach.text));
      }
      cells.add(reach.text);
      reach = reaching.remove(cells.size());
    }
  }

  private static int span(Element cell, String attribute) {
    String value = cell.attr(attribute).strip();
    int span = value.matches("\\d{1,9}") ? Integer.parseInt(value) : 1;
    return Math.clamp(span, 1, WIDEST_SPAN);
  }
}
