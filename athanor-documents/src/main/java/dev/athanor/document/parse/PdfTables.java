package dev.athanor.document.parse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.pdfbox.pdmodel.PDPage;

/** Puts the tables of a page where their first line stands. */
final class PdfTables {

  private PdfTables() {
  }

  /** The lines of a page that are in no table, and its tables. */
  static List<PdfPart> of(List<PdfLine> lines, PDPage page) throws IOException {
    List<PdfWord> words =
        lines.stream().filter(PdfLine::upright).flatMap(line -> line.words().stream()).toList();
    List<PdfRuled.Found> ruled = words.isEmpty() ? List.of() : PdfRuled.in(PdfRules.of(page), words);
    List<PdfPart> parts = new ArrayList<>();
    List<PdfLine> between = new ArrayList<>();
    List<PdfRuled.Found> left = new ArrayList<>(ruled);
    Set<PdfWord> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    ruled.forEach(table -> taken.addAll(table.words()));
    for (PdfLine line : lines) {
      List<PdfWord> rest = line.words().stream().filter(word -> !taken.contains(word)).toList();
      if (rest.size() == line.words().size()) {
        between.add(line);
        continue;
      }
      if (!rest.isEmpty()) {
        between.add(line.with(rest, line.startsParagraph()));
      }
      for (PdfRuled.Found table : List.copyOf(left)) {
        if (line.words().stream().anyMatch(word -> table.words().contains(word))) {
          flush(between, parts);
          parts.add(new PdfPart.Table(line.page(), cells(table.rows(), true)));
          left.remove(table);
        }
      }
    }
    flush(between, parts);
    return parts;
  }

  /** Writes lines between which no ruled table stands, with the tables that they make up. */
  private static void flush(List<PdfLine> lines, List<PdfPart> parts) {
    int at = 0;
    int written = 0;
    while (at < lines.size()) {
      int end = PdfUnruled.end(lines, at);
      if (end == at) {
        at++;
        continue;
      }
      PdfUnruled table = PdfUnruled.of(lines.subList(at, end));
      int above = table.headers(lines.subList(written, at));
      lines.subList(written, at - above).forEach(line -> parts.add(line.withoutPlaces()));
      parts.add(
          new PdfPart.Table(lines.get(at).page(), cells(table.texts(lines.subList(at - above, at)), false)));
      at = end;
      written = end;
    }
    lines.subList(written, lines.size()).forEach(line -> parts.add(line.withoutPlaces()));
    lines.clear();
  }

  /** The first row names the columns if it has no numbers, and others have some or rules are drawn. */
  private static List<ExtractedText.Cells> cells(List<List<String>> rows, boolean ruled) {
    boolean named = rows.getFirst().stream().noneMatch(PdfAligned::hasDigit);
    boolean numbers = rows.stream().skip(1).flatMap(List::stream).anyMatch(PdfAligned::hasDigit);
    return IntStream.range(0, rows.size()).mapToObj(row -> new ExtractedText.Cells(named && (numbers || ruled)
        && row == 0, rows.get(row))).toList();
  }
}
