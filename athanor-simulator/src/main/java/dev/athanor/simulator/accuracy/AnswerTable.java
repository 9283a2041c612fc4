package dev.athanor.simulator.accuracy;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Questions with their right answers.
 *
 * @param rows in order
 */
public record AnswerTable(List<Row> rows) {
  private static final int PLAUSIBLE = 8;
  private static final String NUMBER = "[-+]?[0-9][0-9.,]*%?";

  /**
   * A question with its right answer.
   *
   * @param input the question
   * @param target the right answer
   */
  public record Row(String input, String target) {}

  /** Copies. */
  public AnswerTable {
    rows = List.copyOf(rows);
  }

  /**
   * Reads JSONL with {@code input} and {@code target} in each line; other members don't matter.
   *
   * @throws AthanorException {@code cases-unreadable} with the line
   */
  public static AnswerTable read(Path file) {
    List<Row> rows = new ArrayList<>();
    try {
      List<String> lines = Files.readAllLines(file);
      for (int line = 0; line < lines.size(); line++) {
        if (!lines.get(line).isBlank()) {
          rows.add(row(lines.get(line), file + ", line " + (line + 1)));
        }
      }
    } catch (IOException e) {
      throw AthanorException.data("cases-unreadable", file + " can't be read: " + e, e);
    }
    return new AnswerTable(rows);
  }

  private static Row row(String line, String where) {
    try {
      JsonNode row = Json.parse(line);
      if (row.path("input").isString() && row.path("target").isString()) {
        return new Row(row.get("input").stringValue(), row.get("target").stringValue());
      }
    } catch (AthanorException e) {
      throw AthanorException.user("cases-unreadable", where + ": " + e.getMessage());
    }
    throw AthanorException.user("cases-unreadable", where
        + ": expected {\"input\": \"a question\", \"target\": \"its right answer\"}, is "
        + Json.abbreviate(line, 100));
  }

  /** The question that is asked: all of the text, or the longest that is part of it. */
  Optional<Row> asked(String text) {
    return rows.stream().filter(row -> row.input.equals(text)).findFirst().or(() -> rows.stream().filter(
        row -> !row.input.isBlank() && text.contains(row.input)).max(
            Comparator.comparingInt(row -> row.input
                .length())));
  }

  /** A wrong answer that might be right: another question's, of the same kind and about as long. */
  String wrong(Row row, RandomGenerator random) {
    List<String> others = rows
        .stream().map(Row::target).distinct().filter(target -> !same(target, row.target)).sorted(
            Comparator.comparingInt((String target) -> unlike(target, row.target))
                .thenComparing(Comparator.naturalOrder()))
        .limit(PLAUSIBLE).toList();
    return others.isEmpty() ? "I don't know." : others.get(random.nextInt(others.size()));
  }

  private static int unlike(String one, String other) {
    boolean otherKind = one.matches(NUMBER) != other.matches(NUMBER);
    return Math.abs(one.length() - other.length()) + (otherKind ? 1_000_000 : 0);
  }

  private static boolean same(String one, String other) {
    return one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT));
  }
}
