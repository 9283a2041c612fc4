package dev.athanor.document.source.records;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads columns with a line of names above them. A row with more or fewer columns than names is broken, and the next one is read. */
final class DelimitedRows {
  private static final int FIRST_LINE = 1 << 16;
  private static final List<Character> LIKELY = List.of(',', ';', '\t', '|');

  private final Optional<Character> delimiter;
  private final Charset encoding;
  private final long maxBytes;
  private final RowSink sink;

  DelimitedRows(Optional<Character> delimiter, Charset encoding, long maxBytes, RowSink sink) {
    this.delimiter = delimiter;
    this.encoding = encoding;
    this.maxBytes = maxBytes;
    this.sink = sink;
  }

  void read(InputStream in) throws IOException {
    Metered metered = new Metered(in, maxBytes);
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(metered, encoding.newDecoder()), FIRST_LINE);
    try {
      skipMark(reader);
      CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(delimiter.orElse(likely(reader))).get();
      try (CSVParser parser = CSVParser.parse(reader, format)) {
        rows(parser, metered);
      }
    } catch (CharacterCodingException e) {
      throw new IOException(
          "it is not in " + encoding + "; name its encoding, such as \"encoding: windows-1252\"", e);
    }
  }

  private void rows(CSVParser parser, Metered metered) throws IOException {
    Iterator<CSVRecord> records = parser.iterator();
    List<String> header = new ArrayList<>();
    while (true) {
      long line = parser.getCurrentLineNumber() + 1;
      try {
        if (!records.hasNext()) {
          return;
        }
        CSVRecord row = records.next();
        metered.restart();
        if (header.isEmpty()) {
          row.forEach(name -> header.add(name.strip()));
          sink.columns(header);
        } else {
          take(line, header, row);
        }
      } catch (UncheckedIOException e) {
        if (header.isEmpty() || !(e.getCause() instanceof org.apache.commons.csv.CSVException)) {
          throw e.getCause();
        }
        sink.broken(line, "has a quote that is not closed or stands in the middle of a value ("
            + e.getCause().getMessage() + "); mend it or remove it");
      }
    }
  }

  private void take(long line, List<String> header, CSVRecord row) throws IOException {
    if (row.size() != header.size()) {
      sink.broken(line, "has " + row.size() + " columns, but there are " + header.size()
          + " names in the first line; mend it or remove it");
      return;
    }
    SequencedMap<String, List<String>> fields = new LinkedHashMap<>();
    for (int column = 0; column < header.size(); column++) {
      if (!row.get(column).isBlank()) {
        // Of columns with the same name each has its say.
        fields.computeIfAbsent(header.get(column), _ -> new ArrayList<>()).add(row.get(column));
      }
    }
    sink.row(line, new Row(fields, "line " + line));
  }

  private static void skipMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
  }

  /** What stands most often in the first line. */
  private static char likely(BufferedReader reader) throws IOException {
    reader.mark(FIRST_LINE);
    char[] start = new char[FIRST_LINE - 1];
    int read = reader.read(start);
    reader.reset();
    String line = read <= 0 ? "" : new String(start, 0, read).lines().findFirst().orElse("");
    return LIKELY.stream().max((a, b) -> Long.compare(count(line, a), count(line, b)))
        .filter(found -> count(line,
            found) > 0)
        .orElse(',');
  }

  private static long count(String line, char delimiter) {
    return line.chars().filter(each -> each == delimiter).count();
  }
}
