package dev.athanor.models.openai;

import dev.athanor.json.Json;
import dev.athanor.models.chat.Bodies;
import dev.athanor.models.chat.GrowingTexts;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The sum of a stream's chunks, as OpenAI's own clients make it: texts grow, items go by their index, the rest is replaced. Used by
 * one thread.
 */
final class Chunks {
  /** Texts that are sent again and not continued. */
  private static final Set<String> NAMES = Set.of("id", "type", "role", "name", "format");

  private final GrowingTexts texts = new GrowingTexts();
  private final ObjectNode sum = Json.object();

  void add(ObjectNode chunk) {
    chunk.forEachEntry((name, value) -> {
      if (name.equals("choices") && value instanceof ArrayNode choices) {
        choices.forEach(choice -> choice(choices(), choice));
      } else if (!value.isNull()) {
        sum.set(name, value);
      }
    });
  }

  /** Takes what came as one. */
  void whole(ObjectNode body) {
    sum.setAll(body);
  }

  /** All that has come. */
  ObjectNode sum() {
    texts.settle();
    return sum;
  }

  /** What has come so far but for texts, which may not have grown to their end: for numbers. Costs nothing. */
  ObjectNode growing() {
    return sum;
  }

  /** Whether there is a choice. */
  boolean hasChoice() {
    return !sum.path("choices").isEmpty();
  }

  private ArrayNode choices() {
    return sum.get("choices") instanceof ArrayNode there ? there : sum.putArray("choices");
  }

  private void choice(ArrayNode choices, JsonNode chunk) {
    ObjectNode choice = choice(choices, chunk.path("index").asInt(0));
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

  /** The choice of that index, in its place among those that have come: an index may be any number. */
  private static ObjectNode choice(ArrayNode choices, int index) {
    for (int at = 0; at < choices.size(); at++) {
      int there = choices.get(at).path("index").asInt(0);
      if (there == index) {
        return (ObjectNode) choices.get(at);
      }
      if (there > index) {
        return choices.insertObject(at);
      }
    }
    return choices.addObject();
  }

  private void grow(ObjectNode grown, ObjectNode delta) {
    delta.forEachEntry((name, value) -> {
      JsonNode there = grown.get(name);
      if (value.isNull()) {
        grown.putIfAbsent(name, value);
      } else if (value.isString() && there != null && there.isString() && !NAMES.contains(name)) {
        texts.append(grown, name, value.stringValue());
      } else if (value instanceof ObjectNode members) {
        grow(Bodies.object(grown, name), members);
      } else if (value instanceof ArrayNode items) {
        items(grown.get(name) instanceof ArrayNode array ? array : grown.putArray(name), items);
      } else if (!NAMES.contains(name) || !value.isString() || !value.stringValue().isEmpty()) {
        grown.set(name, value);
      }
    });
  }

  private void items(ArrayNode grown, ArrayNode items) {
    for (JsonNode item : items) {
      Optional<ObjectNode> there =
          item instanceof ObjectNode object ? continued(grown, object) : Optional.empty();
      there.ifPresentOrElse(object -> grow(object, (ObjectNode) item), () -> grown.add(item));
    }
  }

  /** The item that this one continues. Without an index, a call that has no name of its own goes on with the last one. */
  private static Optional<ObjectNode> continued(ArrayNode grown, ObjectNode item) {
    if (item.path("index").isInt()) {
      return grown.valueStream().filter(there -> there.path("index").equals(item.get("index")))
          .map(ObjectNode.class::cast).findFirst();
    }
    boolean goesOn = item.has("function") && !item.path("function").has("name") && !item.has("id");
    return goesOn && !grown.isEmpty() && grown.get(grown.size() - 1) instanceof ObjectNode last
        ? Optional.of(last)
        : Optional.empty();
  }
}
