package dev.athanor.document.parse;

import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;

/** Reads a table of a slide; a cell that spans rows or columns is repeated in each. */
final class PptxTable {

  private PptxTable() {
  }

  static List<ExtractedText.Cells> rows(Element table) {
    boolean headed = Xml.at(table, "tblPr").flatMap(properties -> Xml.attribute(properties, "firstRow"))
        .filter(value -> value.equals("0") || value.equals("false")).isEmpty();
    List<ExtractedText.Cells> rows = new ArrayList<>();
    List<String> above = List.of();
    for (Element row : Xml.children(table, "tr")) {
      List<String> cells = cells(row, above);
      rows.add(new ExtractedText.Cells(headed && rows.isEmpty(), cells));
      above = cells;
    }
    return rows;
  }

  private static List<String> cells(Element row, List<String> above) {
    List<String> cells = new ArrayList<>();
    for (Element cell : Xml.children(row, "tc")) {
      if (is(cell, "vMerge") && cells.size() < above.size()) {
        cells.add(above.get(cells.size()));
      } else if (is(cell, "hMerge") && !cells.isEmpty()) {
        cells.add(cells.getLast());
      } else {
        cells.add(String.join(" ", PptxText.paragraphs(cell).stream().map(PptxText::words).toList()));
      }
    }
    return cells;
  }

  private static boolean is(Element cell, String merged) {
    return Xml.attribute(cell, merged).filter(value -> value.equals("1") || value.equals("true")).isPresent();
  }
}
