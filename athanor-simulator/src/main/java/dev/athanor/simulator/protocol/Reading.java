package dev.athanor.simulator.protocol;

import dev.athanor.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Reads members of a body whose form nobody has promised. */
public final class Reading {
  private Reading() {}

  /** A member that is there and not null. */
  public static Optional<JsonNode> member(JsonNode object, String name) {
    JsonNode member = object.get(name);
    return member == null || member.isNull() ? Optional.empty() : Optional.of(member);
  }

  /** A member that is text. */
  public static Optional<String> text(JsonNode object, String name) {
    return member(object, name).filter(JsonNode::isString).map(JsonNode::stringValue);
  }

  /** A member that is text, or another text. */
  public static String textOr(JsonNode object, String name, String otherwise) {
    return text(object, name).orElse(otherwise);
  }

  /** Whether a member is true. */
  public static boolean truth(JsonNode object, String name) {
    return member(object, name).filter(JsonNode::isBoolean).map(JsonNode::booleanValue).orElse(false);
  }

  /** A member that is a number without a fraction. */
  public static Optional<Integer> number(JsonNode object, String name) {
    return member(object, name).filter(JsonNode::canConvertToInt).map(JsonNode::intValue);
  }

  /** The items of a member that is an array. */
  public static List<JsonNode> items(JsonNode object, String name) {
    return member(object, name).filter(JsonNode::isArray).map(Reading::list).orElse(List.of());
  }

  /** The items of an array. */
  public static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  /** A member that is an object, or an empty one. */
  public static JsonNode objectOr(JsonNode object, String name) {
    return member(object, name).filter(JsonNode::isObject).orElseGet(Json::object);
  }
}
