package dev.athanor.models.anthropic;

import dev.athanor.json.Json;
import dev.athanor.models.chat.Arguments;
import dev.athanor.models.chat.GrowingTexts;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The blocks of a message while their pieces come. Used by one thread. */
final class BlockSums {
  private final GrowingTexts texts = new GrowingTexts();
  private final TreeMap<Integer, Block> blocks = new TreeMap<>();

  /** One of them. Its input stays the text that the model has written. */
  static final class Block {
    private final ObjectNode sum;
    private final StringBuilder input = new StringBuilder();

    Block(ObjectNode sum) {
      this.sum = sum;
    }

    ObjectNode sum() {
      return sum;
    }

    /** The input as it was written; empty if it came as JSON. */
    Optional<String> arguments() {
      return input.isEmpty() ? Optional.empty() : Optional.of(input.toString());
    }

    /** The block as it would have come at once. */
    ObjectNode whole() {
      arguments().ifPresent(text -> sum.set("input", Arguments.object(text)));
      return sum;
    }
  }

  void start(int index, JsonNode block) {
    blocks.put(index, new Block(block instanceof ObjectNode object ? object : Json.object()));
  }

  void add(JsonNode block) {
    start(blocks.size(), block);
  }

  void delta(int index, JsonNode delta) {
    Block block = blocks.computeIfAbsent(index, _ -> new Block(Json.object()));
    switch (delta.path("type").asString("")) {
      case "input_json_delta" -> block.input.append(delta.path("partial_json").asString(""));
      case "citations_delta" -> (block.sum.get("citations") instanceof ArrayNode there ? there
          : block.sum.putArray("citations")).add(delta.path("citation"));
      default -> grow(block.sum, delta);
    }
  }

  /** Texts grow: thinking, signature, text, and what else there will be. */
  private void grow(ObjectNode sum, JsonNode delta) {
    delta.forEachEntry((name, value) -> {
      if (value.isString() && !name.equals("type")) {
        texts.append(sum, name, value.stringValue());
      } else if (!name.equals("type") && !value.isNull()) {
        sum.set(name, value);
      }
    });
  }

  List<Block> all() {
    texts.settle();
    return List.copyOf(blocks.values());
  }
}
