package dev.athanor.document.parse;

import dev.athanor.document.Document;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads files of comma-separated values, whatever separates them, as one table. Lines above the table that have one cell
 * only are paragraphs; the first full row names the columns unless it has numbers in it.
 */
final class CsvParser implements Parser {

  @Override
  public String version() {
    return "csv-1";
  }

  @Override
  public Set<String> mediaTypes() {
    return Set.of(MediaTypes.CSV, MediaTypes.TSV);
  }

  @Override
  public ParseResult parse(RawDocument raw, String mediaType) throws IOException {
    var decoded = TextDecoding.decode(raw.bytes());
    if (decoded.isEmpty()) {
      return Failures.noText();
    }
    CsvDialect dialect = CsvDialect.of(decoded.get().text(), mediaType.equals(MediaTypes.TSV));
    List<List<String>> records = dialect.records(decoded.get().text());
    ExtractedText text = new ExtractedText();
    int first = 0;
    while (first < records.size() && dialect.columns() > 1 && isRemark(records.get(first))) {
      text.paragraph(String.join(" ", records.get(first)));
      first++;
    }
    List<ExtractedText.Cells> rows = new ArrayList<>();
    for (List<String> each : records.subList(first, records.size())) {
      rows.add(new ExtractedText.Cells(rows.isEmpty() && records.size() > first + 1 && isHeader(each), each));
    }
    text.table(rows);
    Map<String, String> metadata = new TreeMap<>(Map.of("encoding", decoded.get().encoding()));
    return new ParseResult.Parsed(
        Document.of(raw.id(), raw.id().stem(), mediaType, text.text(), text.blocks(),
            metadata));
  }

  private static boolean isRemark(List<String> cells) {
    return cells.stream().filter(cell -> !cell.isBlank()).count() <= 1;
  }

  private static boolean isHeader(List<String> cells) {
    Set<String> names = new HashSet<>();
    for (String cell : cells) {
      boolean number = cell.strip().matches("[-+]?[\\d.,:/ %$€-]*\\d[\\d.,:/ %$€-]*");
      if (number || (!cell.isBlank() && !names.add(cell))) {
        return false;
      }
    }
    return !names.isEmpty();
  }
}
