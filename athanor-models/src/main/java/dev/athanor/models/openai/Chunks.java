package dev.athanor.models.openai;

import dev.athanor.models.chat.Bodies;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The sum of a stream's chunks, as OpenAI's own clients make it: texts grow, items go by their index, the rest is replaced. */
final class Chunks {
  /** Texts that are sent again and not continued. */
  private static final Set<String> NAMES = Set.of("id", "type", "role", "name", "format");

  private Chunks() {}

  static void add(ObjectNode sum, ObjectNode chunk) {
    chunk.forEachEntry((name, value) -> {
      if (name.equals("choices") && value instanceof ArrayNode choices) {
        choices.forEach(choice -> choice(choices(sum), choice));
      } else if (!value.isNull()) {
        sum.set(name, value);
      }
    });
  }

  private static ArrayNode choices(ObjectNode sum) {
    return sum.get("choices") instanceof ArrayNode there ? there : sum.putArray("choices");
  }

  private static void choice(ArrayNode choices, JsonNode chunk) {
    ObjectNode choice = item(choices, chunk.path("index").asInt(0));
    chunk.forEachEntry((name, value) -> {
      switch (name) {
        case "delta", "message" -> {
          if (value instanceof ObjectNode delta) {
            grow(Bodies.object(choice, "message"), delta);
          }
        }
        case "logprobs" -> {
          if (value instanceof ObjectNode logprobs) {
            grow(Bodies.object(choice, name), logprobs);
          }
        }
        default -> {
          if (!value.isNull() || !choice.has(name)) {
            choice.set(name, value);
          }
        }
      }
    });
  }

  private static ObjectNode item(ArrayNode items, int index) {
    while (items.size() <= index) {
      items.addObject();
    }
    return (ObjectNode) items.get(index);
  }

  private static void grow(ObjectNode sum, ObjectNode delta) {
    delta.forEachEntry((name, value) -> {
      JsonNode there = sum.get(name);
      if (value.isNull()) {
        sum.putIfAbsent(name, value);
      } else if (value.isString() && there != null && there.isString() && !NAMES.contains(name)) {
        sum.put(name, there.stringValue() + value.stringValue());
      } else if (value instanceof ObjectNode members) {
        grow(Bodies.object(sum, name), members);
      } else if (value instanceof ArrayNode items) {
        items(sum.get(name) instanceof ArrayNode array ? array : sum.putArray(name), items);
      } else if (!NAMES.contains(name) || !value.isString() || !value.stringValue().isEmpty()) {
        sum.set(name, value);
      }
    });
  }

  private static void items(ArrayNode sum, ArrayNode items) {
    for (JsonNode item : items) {
      Optional<ObjectNode> there =
          item instanceof ObjectNode object ? continued(sum, object) : Optional.empty();
      there.ifPresentOrElse(object -> grow(object, (ObjectNode) item), () -> sum.add(item));
    }
  }

  /** The item that this one continues. Without an index, a call that has no name of its own goes on with the last one. */
  private static Optional<ObjectNode> continued(ArrayNode sum, ObjectNode item) {
    if (item.path("index").isInt()) {
      return sum.valueStream().filter(there -> there.path("index").equals(item.get("index")))
          .map(ObjectNode.class::cast).findFirst();
    }
    boolean goesOn = item.has("function") && !item.path("function").has("name") && !item.has("id");
    return goesOn && !sum.isEmpty() && sum.get(sum.size() - 1) instanceof ObjectNode last ? Optional.of(last)
        : Optional.empty();
  }
}
