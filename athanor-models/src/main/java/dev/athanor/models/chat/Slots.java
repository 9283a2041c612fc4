package dev.athanor.models.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Places that LangChain4j leaves free in a request. It gets a word that stands nowhere else; what it makes of it is replaced in the body
 * that it has written. Used by one thread.
 */
final class Slots {
  private final String mark = "athanor-slot-" + UUID.randomUUID() + "-";
  private final List<List<JsonNode>> contents = new ArrayList<>();

  /** A word for this content. */
  String reserve(List<JsonNode> content) {
    contents.add(List.copyOf(content));
    return mark + (contents.size() - 1);
  }

  /** Puts the contents in the places of the items of arrays that have their words. */
  void fill(JsonNode body) {
    if (body instanceof ObjectNode object) {
      object.forEach(this::fill);
    } else if (body instanceof ArrayNode array) {
      List<JsonNode> items = array.valueStream().toList();
      array.removeAll();
      for (JsonNode item : items) {
        Optional<List<JsonNode>> content = content(item);
        content.ifPresentOrElse(array::addAll, () -> {
          fill(item);
          array.add(item);
        });
      }
    }
  }

  private Optional<List<JsonNode>> content(JsonNode item) {
    return item.isObject() ? item.valueStream().filter(JsonNode::isString).map(JsonNode::stringValue)
        .filter(text -> text.startsWith(mark)).findFirst()
        .map(text -> contents.get(Integer.parseInt(text.substring(mark.length()))))
        : Optional.empty();
  }
}
