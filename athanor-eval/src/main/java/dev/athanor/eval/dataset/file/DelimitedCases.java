package dev.athanor.eval.dataset.file;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.json.Codec;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Cases in a table with a header. The columns {@code id, input, reference, context, tags, cluster, split} are those of a case, whatever the
 * case of their letters; {@code question} and {@code prompt} stand for the input, {@code answer, expected, expected_output, ideal} and
 * {@code target} for the reference; every other column goes to the metadata.
 *
 * @param file named in errors
 * @param delimiter between columns
 */
record DelimitedCases(Path file, char delimiter) {
  private static final List<String> INPUT = List.of("input", "question", "prompt");
  private static final List<String> REFERENCE =
      List.of("reference", "answer", "expected", "expected_output", "ideal",
          "target");
  private static final Set<String> OWN = Set.of("id", "context", "tags", "cluster", "split");

  List<Case> read(String text) {
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setDelimiter(delimiter).setHeader().setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true).setTrim(false).get();
    try (CSVParser parser = CSVParser.builder().setReader(new StringReader(text)).setFormat(format).get()) {
      Columns columns = columns(parser.getHeaderNames());
      Names names = new Names();
      List<Case> cases = new ArrayList<>();
      for (CSVRecord record : parser) {
        cases.add(read(columns, record, names));
      }
      return cases;
    } catch (UncheckedIOException | IOException | IllegalArgumentException e) {
      throw AthanorException.user("dataset-form", file + " is no table: " + e.getMessage());
    }
  }

  /** Which column has what. */
  private record Columns(List<String> all, String input, Optional<String> reference) {
    Optional<String> named(String name) {
      return all.stream().filter(column -> lower(column).equals(name)).findFirst();
    }
  }

  private static String lower(String column) {
    return column.strip().toLowerCase(Locale.ROOT);
  }

  private Columns columns(List<String> header) {
    String input = first(header, INPUT).orElseThrow(() -> AthanorException.user("dataset-form", file
        + " has no column input, question or prompt, so there is nothing to ask; it has " + header));
    return new Columns(header, input, first(header, REFERENCE));
  }

  private static Optional<String> first(List<String> header, List<String> names) {
    return names.stream().flatMap(name -> header.stream().filter(column -> lower(column).equals(name)))
        .findFirst();
  }

  private Case read(Columns columns, CSVRecord record, Names names) {
    String place = "line " + record.getParser().getCurrentLineNumber();
    if (!record.isConsistent()) {
      throw AthanorException.user("dataset-form",
          file + ", " + place + ": it has " + record.size() + " columns, where "
              + columns.all().size() + " were expected; put values with a delimiter in quotes");
    }
    try {
      return names.finish(draft(columns, record));
    } catch (AthanorException e) {
      throw AthanorException.user(e.code(), file + ", " + place + ": " + e.getMessage());
    }
  }

  private static Draft draft(Columns columns, CSVRecord record) {
    Draft draft = new Draft(Codec.TEXT.encode(record.get(columns.input())));
    columns.reference().map(record::get).filter(value -> !value.isEmpty())
        .ifPresent(value -> draft.reference(Codec.TEXT
            .encode(value)));
    columns.named("id").ifPresent(column -> draft.id(Codec.TEXT.encode(record.get(column))));
    columns.named("context").map(record::get).filter(value -> !value.isEmpty())
        .ifPresent(value -> draft.context(Codec.TEXT
            .encode(value)));
    columns.named("tags").ifPresent(column -> draft.tags(Codec.TEXT.encode(record.get(column))));
    columns.named("cluster").ifPresent(column -> draft.cluster(Codec.TEXT.encode(record.get(column))));
    columns.named("split").ifPresent(column -> draft.split(Codec.TEXT.encode(record.get(column))));
    columns.all().stream()
        .filter(column -> !column.equals(columns.input()) && !columns.reference().equals(Optional.of(
            column)) && !OWN.contains(lower(column)))
        .forEach(column -> draft.metadata(column, Codec.TEXT.encode(record.get(
            column))));
    return draft;
  }
}
