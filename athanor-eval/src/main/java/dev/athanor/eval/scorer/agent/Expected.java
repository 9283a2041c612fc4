package dev.athanor.eval.scorer.agent;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.scorer.ToolUse;
import dev.athanor.json.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool call that a case expects.
 *
 * @param tool its name
 * @param arguments that it should have; empty if any will do
 */
record Expected(String tool, Optional<ObjectNode> arguments) {
  /**
   * Those of a case: {@code tools} in its metadata, each the name of a tool or an object with {@code name} and {@code arguments}; empty
   * if it says nothing of tools.
   */
  static Optional<List<Expected>> of(Case given) {
    JsonNode tools = given.metadata().path("tools");
    return tools.isArray() ? Optional.of(tools.valueStream().map(Expected::read).toList()) : Optional.empty();
  }

  private static Expected read(JsonNode json) {
    return json.isString() ? new Expected(json.stringValue(), Optional.empty())
        : new Expected(json.path("name").asString(""), json.path("arguments") instanceof ObjectNode object
            ? Optional.of(object) : Optional.empty());
  }

  /** What a call says, if it is an object. */
  static Optional<ObjectNode> arguments(ToolUse use) {
    try {
      return Json.parse(use.arguments().isBlank() ? "{}" : use.arguments()) instanceof ObjectNode object
          ? Optional.of(object) : Optional.empty();
    } catch (AthanorException _) {
      return Optional.empty();
    }
  }
}
