package dev.athanor.cli.command;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.source.PromptFailures;
import dev.athanor.system.SystemPlan;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads values for a prompt off the command line. */
final class Values {
  private Values() {}

  /** Values for the prompts of a system. */
  static ObjectNode read(String what, List<String> pairs, SystemPlan plan) {
    ObjectNode declared = Json.object();
    switch (plan) {
      case SystemPlan.Modelless _ -> {
        if (!pairs.isEmpty()) {
          throw AthanorException.user(PromptFailures.INPUT, what + " " + pairs.getFirst() + ": the system \""
              + plan.name()
              + "\" has no prompt that could use a value; leave it out, or name another system with --system");
        }
      }
      case SystemPlan.Grounded grounded -> declared.setAll(declared(grounded.prompts().prompt()));
      case SystemPlan.Told told -> told.inOrder().forEach(prompt -> declared.setAll(declared(prompt)));
    }
    return read(what, pairs, declared);
  }

  /** What a prompt declares of its variables, by name. */
  static ObjectNode declared(Prompt prompt) {
    return prompt.header().input().schema().map(schema -> schema.json().path("properties")).filter(
        ObjectNode.class::isInstance).map(ObjectNode.class::cast).orElseGet(Json::object);
  }

  /** Values as pairs {@code KEY=VALUE}. */
  static ObjectNode read(String what, List<String> pairs, ObjectNode declared) {
    ObjectNode values = Json.object();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw AthanorException.user(PromptFailures.INPUT,
            what + " is \"" + pair + "\"; expected KEY=VALUE, such as name=Ada");
      }
      String key = pair.substring(0, equals);
      String value = pair.substring(equals + 1);
      boolean text = declared.path(key).path("type").toString().contains("\"string\"");
      values.set(key, text ? Codec.TEXT.encode(value) : json(value));
    }
    return values;
  }

  /** What looks like JSON is JSON, the rest is text. */
  static JsonNode json(String text) {
    try {
      JsonNode value = Json.MAPPER.readTree(text);
      return value.isMissingNode() ? Codec.TEXT.encode(text) : value;
    } catch (JacksonException e) {
      return Codec.TEXT.encode(text);
    }
  }
}
