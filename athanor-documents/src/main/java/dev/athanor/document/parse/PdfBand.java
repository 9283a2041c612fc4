package dev.athanor.document.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands between two rules of a table: mostly one row, whose cells may have several lines. Where no rules are drawn between
 * the rows, it is all of them: then short texts stand side by side on at least three lines.
 */
final class PdfBand {

  private static final int FEWEST_LINES = 3;
  private static final int MOST_WORDS = 4;

  private PdfBand() {
  }

  /** The rows of a band; cells that reach into the bands above or below are repeated in each of its rows. */
  static List<List<String>> rows(List<List<PdfWord>> cells, List<Boolean> reaching) {
    List<PdfWord> own = new ArrayList<>();
    for (int column = 0; column < cells.size(); column++) {
      if (!reaching.get(column)) {
        own.addAll(cells.get(column));
      }
    }
    List<List<PdfWord>> lines = PdfWord.lines(own);
    if (lines.size() < FEWEST_LINES || !isSeveralRows(cells, reaching, lines)) {
      return List.of(cells.stream().map(PdfWord::text).toList());
    }
    List<List<String>> rows = new ArrayList<>();
    for (List<PdfWord> line : lines) {
      List<String> row = new ArrayList<>();
      for (int column = 0; column < cells.size(); column++) {
        List<PdfWord> here = cells.get(column);
        row.add(PdfWord.text(reaching.get(column) ? here : here.stream().filter(line::contains).toList()));
      }
      rows.add(row);
    }
    return rows;
  }

  private static boolean isSeveralRows(List<List<PdfWord>> cells, List<Boolean> reaching,
      List<List<PdfWord>> lines) {
    int filled = 0;
    int inLine = 0;
    for (int column = 0; column < cells.size(); column++) {
      List<PdfWord> here = cells.get(column);
      if (here.isEmpty() || reaching.get(column)) {
        continue;
      }
      filled++;
      long on = lines.stream().filter(line -> line.stream().anyMatch(here::contains)).count();
      boolean isShort = here.size() <= on * MOST_WORDS;
      inLine += isShort && on >= FEWEST_LINES && on * 3 >= lines.size() * 2L ? 1 : 0;
    }
    return inLine >= 2 && inLine * 2 >= filled;
  }
}
