package dev.athanor.models.chat;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import tools.jackson.databind.JsonNode;

/** The arguments of a tool call, which are a text in the record and an object with some providers. */
public final class Arguments {
  private Arguments() {}

  /** As an object. What a model has written malformed stands in one member, so that it sees its own mistake. */
  public static JsonNode object(String arguments) {
    try {
      JsonNode parsed = Json.parse(arguments.isBlank() ? "{}" : arguments);
      if (parsed.isObject()) {
        return parsed;
      }
    } catch (AthanorException e) {
      return Json.object().put("INVALID_JSON", arguments);
    }
    return Json.object().put("INVALID_JSON", arguments);
  }
}
