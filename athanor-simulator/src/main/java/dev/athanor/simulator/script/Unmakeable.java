package dev.athanor.simulator.script;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import tools.jackson.databind.JsonNode;

/** A schema for which no value can be made here. */
final class Unmakeable {
  private Unmakeable() {}

  static AthanorException because(String reason, JsonNode schema) {
    return AthanorException.user("schema-unmakeable", "no value can be made for the schema "
        + Json.abbreviate(schema.toString(), 200) + ": " + reason
        + "; write the answer as \"json\" in the script instead");
  }
}
