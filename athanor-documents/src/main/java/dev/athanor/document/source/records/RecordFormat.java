package dev.athanor.document.source.records;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * How files of records are read.
 *
 * @param kind empty to go by each file's extension
 * @param items names of the fields, with dots, that lead to a JSON file's list of records; empty when the file is the list
 * @param delimiter what stands between the columns; empty to look at the first line
 * @param encoding of CSV and TSV files; JSON is UTF-8
 */
public record RecordFormat(Optional<Kind> kind, String items, Optional<Character> delimiter,
    Charset encoding) {
  /** By extension, in UTF-8. */
  public static final RecordFormat STANDARD =
      new RecordFormat(Optional.empty(), "", Optional.empty(), StandardCharsets.UTF_8);

  /** A kind of file with records. */
  public enum Kind {
    /** One JSON value with a list of objects. */
    JSON,
    /** A JSON object a line. */
    JSONL,
    /** Columns with a line of names above them. */
    CSV,
    /** The same with tabs. */
    TSV
  }

  /** What a file is. */
  Kind of(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return kind.orElseGet(() -> name.endsWith(".jsonl") || name.endsWith(".ndjson") ? Kind.JSONL
        : name.endsWith(".json") ? Kind.JSON
            : name.endsWith(".tsv") || name.endsWith(".tab") ? Kind.TSV : Kind.CSV);
  }
}
