package dev.athanor.prompt.schema;

import dev.athanor.json.Json;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * One way in which a value does not fit a schema.
 *
 * @param path of the value in JSONPath, such as {@code $.items[2].name}
 * @param value that stands there
 * @param expected what the schema wants, as a sentence's end
 */
public record Violation(String path, JsonNode value, String expected) {
  private static final int SHOWN = 5;

  /** Path, value and what was expected. */
  @Override
  public String toString() {
    return path + " is " + Json.abbreviate(value.toString(), 80) + ": " + expected;
  }

  /** The first of them as one line of text. */
  public static String text(List<Violation> violations) {
    String more = violations.size() > SHOWN ? "; and " + (violations.size() - SHOWN) + " more" : "";
    return violations.stream().limit(SHOWN).map(Violation::toString).collect(Collectors.joining("; ")) + more;
  }
}
