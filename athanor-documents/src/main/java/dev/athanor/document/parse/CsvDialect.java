package dev.athanor.document.parse;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * How a file separates its values.
 *
 * @param delimiter what stands between two values
 * @param columns how many values most rows have
 * @param skip how much of the file's start only names the delimiter
 * @param quoted whether quotation marks enclose values
 */
record CsvDialect(char delimiter, int columns, int skip, boolean quoted) {

  private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');
  private static final int SAMPLE = 100_000;

  /** Of each candidate, how many rows of a sample it cuts into the same number of values, at least two. */
  static CsvDialect of(String text, boolean tabs) throws IOException {
    if (text.regionMatches(true, 0, "sep=", 0, 4) && text.length() > 5) {
      int line = text.indexOf('\n') + 1;
      return measured(text.substring(line), text.charAt(4), line, true).dialect;
    }
    List<Character> candidates = tabs ? List.of('\t') : DELIMITERS;
    Measured best = measured(text, candidates.getFirst(), 0, true);
    for (char delimiter : candidates) {
      Measured measured = measured(text, delimiter, 0, true);
      if (measured.score > best.score) {
        best = measured;
      }
    }
    return best.dialect;
  }

  private record Measured(CsvDialect dialect, double score) {
  }

  private static Measured measured(String text, char delimiter, int skip, boolean quoted) throws IOException {
    String sample = text.length() <= SAMPLE ? text
        : text.substring(0, Math.max(text.lastIndexOf('\n', SAMPLE), SAMPLE / 2));
    CsvDialect dialect = new CsvDialect(delimiter, 1, 0, quoted);
    Map<Integer, Integer> rowsOfWidth = new HashMap<>();
    List<List<String>> records = dialect.records(sample);
    records.forEach(each -> rowsOfWidth.merge(each.size(), 1, Integer::sum));
    int columns = rowsOfWidth.entrySet().stream().filter(width -> width.getKey() > 1)
        .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey).orElse(1);
    double share = columns == 1 ? 0 : (double) rowsOfWidth.getOrDefault(columns, 0) / records.size();
    // Of two that cut all rows alike, the one that cuts more: a comma in a number cuts too.
    return new Measured(new CsvDialect(delimiter, columns, skip, quoted), share + columns * 1e-6);
  }

  /** The rows of a text, blank lines left out. What is quoted wrongly is read without regard to quotation marks. */
  List<List<String>> records(String text) throws IOException {
    CSVFormat.Builder format = CSVFormat.DEFAULT.builder().setDelimiter(delimiter).setIgnoreEmptyLines(true)
        .setTrailingData(true);
    List<List<String>> records = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(new StringReader(text.substring(skip)), quoted ? format.get()
        : format.setQuote(null).get())) {
      parser.forEach(each -> records.add(each.toList()));
      return records;
    } catch (IOException | UncheckedIOException e) {
      if (!quoted) {
        throw e;
      }
      return new CsvDialect(delimiter, columns, skip, false).records(text);
    }
  }
}
