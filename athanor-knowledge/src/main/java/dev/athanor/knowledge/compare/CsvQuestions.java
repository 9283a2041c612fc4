package dev.athanor.knowledge.compare;

import dev.athanor.knowledge.compare.Question.Span;
import dev.athanor.knowledge.compare.QuestionFile.Numbered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Questions in columns {@code question}, {@code expected}, {@code spans} and {@code id}; several values of a cell have a | between them. */
record CsvQuestions(QuestionFile file) {
  private static final Set<String> COLUMNS = Set.of("id", "question", "expected", "spans");

  List<Numbered> read(String text) {
    String first = text.lines().findFirst().orElse("");
    char delimiter = count(first, ';') > count(first, ',') ? ';' : ',';
    CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(delimiter).get();
    List<Numbered> questions = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(text, format)) {
      List<String> header = new ArrayList<>();
      long line = 1;
      try {
        for (CSVRecord row : parser) {
          if (header.isEmpty()) {
            row.forEach(name -> header.add(name.strip().toLowerCase(Locale.ROOT)));
            check(header);
          } else {
            questions.add(new Numbered(line, question(line, header, row)));
          }
          line = parser.getCurrentLineNumber() + 1;
        }
      } catch (UncheckedIOException e) {
        throw file.problem(line, "this row can't be read: " + e.getMessage()
            + "; close its quotes, and write a quote within a cell twice");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return questions;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(each -> each == wanted).count();
  }

  private void check(List<String> header) {
    if (!header.contains("question")) {
      throw file.problem(1, "there is no column \"question\", only " + String.join(", ", header)
          + "; expected a first line such as: question,expected");
    }
    for (String name : header) {
      if (!COLUMNS.contains(name) || header.indexOf(name) != header.lastIndexOf(name)) {
        throw file.problem(1, "the column \"" + name + "\" is "
            + (COLUMNS.contains(name) ? "here twice" : "not known")
            + "; expected id, question, expected, spans");
      }
    }
  }

  private Question question(long line, List<String> header, CSVRecord row) {
    if (row.size() != header.size()) {
      throw file.problem(line, "this row has " + row.size() + " cells; expected " + header.size()
          + ", as the first line has: put a cell with a delimiter in it between quotes");
    }
    Map<String, Integer> documents = new LinkedHashMap<>();
    cells(header, row, "expected").forEach(each -> documents.put(each, 1));
    List<Span> spans = cells(header, row, "spans").stream().<Span>map(Span.Words::new).toList();
    return new Question(cell(header, row, "id").orElse(Long.toString(line)),
        cell(header, row, "question").orElse(""), documents, spans);
  }

  private static List<String> cells(List<String> header, CSVRecord row, String name) {
    return cell(header, row, name).stream().flatMap(each -> List.of(each.split("\\|", -1)).stream())
        .map(String::strip).filter(each -> !each.isEmpty()).toList();
  }

  private static Optional<String> cell(List<String> header, CSVRecord row, String name) {
    int column = header.indexOf(name);
    return column < 0 ? Optional.empty()
        : Optional.of(row.get(column).strip()).filter(each -> !each.isEmpty());
  }
}
