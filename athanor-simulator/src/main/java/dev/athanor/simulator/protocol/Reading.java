package dev.athanor.simulator.protocol;

import dev.athanor.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Reads members of a request's body, whose form nobody has promised. */
final class Reading {
  private Reading() {}

  static Optional<JsonNode> member(JsonNode object, String name) {
    JsonNode member = object.get(name);
    return member == null || member.isNull() ? Optional.empty() : Optional.of(member);
  }

  static Optional<String> text(JsonNode object, String name) {
    return member(object, name).filter(JsonNode::isString).map(JsonNode::stringValue);
  }

  static String textOr(JsonNode object, String name, String otherwise) {
    return text(object, name).orElse(otherwise);
  }

  static boolean truth(JsonNode object, String name) {
    return member(object, name).filter(JsonNode::isBoolean).map(JsonNode::booleanValue).orElse(false);
  }

  static Optional<Integer> number(JsonNode object, String name) {
    return member(object, name).filter(JsonNode::canConvertToInt).map(JsonNode::intValue);
  }

  static List<JsonNode> items(JsonNode object, String name) {
    return member(object, name).filter(JsonNode::isArray).map(Reading::list).orElse(List.of());
  }

  static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  static JsonNode objectOr(JsonNode object, String name) {
    return member(object, name).filter(JsonNode::isObject).orElseGet(Json::object);
  }
}
