package dev.athanor.run;

import dev.athanor.journal.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The first place where a program did something else than what is recorded.
 *
 * @param path where
 * @param expected what the record has there
 * @param actual what the program did
 * @param differences where the two requests differ, the first few, as JSON Pointers (RFC 6901) with both values
 * @param advice what to do about it
 */
public record Divergence(Path path, String expected, String actual, List<Difference> differences,
    String advice) {
  /** Copies. */
  public Divergence {
    differences = List.copyOf(differences);
  }

  /** One place where two JSON values differ. */
  public record Difference(String pointer, String expected, String actual) {}

  /** Where two JSON values differ: the first few places. */
  public static List<Difference> between(JsonNode expected, JsonNode actual) {
    return Divergences.differences(expected, actual);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("at " + (path.value().isEmpty() ? "the end" : path)
        + " the record has "
        + expected + ", the program did " + actual);
    for (Difference difference : differences) {
      text.append("\n  ").append(difference.pointer()).append(": ").append(difference.expected()).append(
          " -> ")
          .append(difference.actual());
    }
    return text.append("\n").append(advice).toString();
  }
}
