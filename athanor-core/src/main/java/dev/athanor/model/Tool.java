package dev.athanor.model;

import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * A tool as a model sees it.
 *
 * @param name letters, digits, {@code _} and {@code -}
 * @param description what it does and when to use it
 * @param parameters a JSON Schema of type object
 */
public record Tool(String name, String description, JsonNode parameters) {
  /** Checks that nothing is missing. */
  public Tool {
    Objects.requireNonNull(name);
    Objects.requireNonNull(description);
    Objects.requireNonNull(parameters);
  }
}
