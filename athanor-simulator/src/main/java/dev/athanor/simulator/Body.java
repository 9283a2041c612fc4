package dev.athanor.simulator;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a request carries. */
sealed interface Body {
  /** Nothing. */
  record None() implements Body {}

  /**
   * JSON.
   *
   * @param value of it
   */
  record Value(JsonNode value) implements Body {}

  /**
   * Something else.
   *
   * @param why it is no JSON
   */
  record Malformed(String why) implements Body {}

  /** More than is read. */
  record TooLarge() implements Body {}

  static Body of(byte[] bytes) {
    if (bytes.length == 0) {
      return new None();
    }
    try {
      return new Value(Json.parse(bytes));
    } catch (AthanorException e) {
      return new Malformed(String.valueOf(e.getMessage()));
    }
  }

  /** The JSON, if it is some. */
  default Optional<JsonNode> json() {
    return this instanceof Value(var value) ? Optional.of(value) : Optional.empty();
  }
}
