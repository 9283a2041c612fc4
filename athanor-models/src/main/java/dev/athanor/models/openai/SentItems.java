package dev.athanor.models.openai;

import dev.athanor.json.Json;
import dev.athanor.model.Part;
import dev.athanor.models.chat.Blocks;
import dev.athanor.models.chat.Question;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The items of what a model has said, as they go back to it: the reverse of {@link ResponseItems}.
 *
 * @param question that they are a part of
 */
record SentItems(Question question) {
  List<JsonNode> written(List<Part> parts) {
    ArrayNode items = Json.MAPPER.createArrayNode();
    List<String> summary = new ArrayList<>();
    for (Part part : parts) {
      switch (part) {
        case Part.Text(var text) ->
            message(items).add(Json.object().put("type", "output_text").put("text", text));
        case Part.Reasoning thought -> thought(thought, summary, items);
        case Part.ToolCall call ->
            items.addObject().put("type", "function_call").put("call_id", call.id()).put("name", call
                .name()).put("arguments", call.arguments());
        case Part.Raw raw when question.owns(raw) -> raw(raw, items);
        case Part.Raw _ -> {
          continue;
        }
        case Part.Stored _,Part.Linked _,Part.ToolResult _ -> throw question.refuse(part,
            "texts, thoughts and tool calls in what the model has said");
      }
    }
    return items.valueStream().toList();
  }

  /** Only an encrypted thought can go back: OpenAI keeps none unless it is told to. */
  private void thought(Part.Reasoning thought, List<String> summary, ArrayNode items) {
    if (!thought.text().isEmpty()) {
      summary.add(thought.text());
    }
    if (thought.signature().isPresent()) {
      question.signature(thought).ifPresent(encrypted -> {
        ObjectNode item = items.addObject().put("type", "reasoning").put("encrypted_content", encrypted);
        ArrayNode pieces = item.putArray("summary");
        summary.forEach(piece -> pieces.addObject().put("type", "summary_text").put("text", piece));
      });
      summary.clear();
    }
  }

  private void raw(Part.Raw raw, ArrayNode items) {
    if (raw.kind().equals("refusal")) {
      message(items).add(raw.value());
    } else if (raw.kind().startsWith("output_text.")) {
      Blocks.write(raw, message(items));
    } else
      if (raw.kind().indexOf('.') < 0 || isLast(raw.kind().substring(0, raw.kind().indexOf('.')), items)) {
        Blocks.write(raw, items);
      }
  }

  /** A member of an item that did not go back, as a thought that is not encrypted, has no place. */
  private static boolean isLast(String type, ArrayNode items) {
    return !items.isEmpty() && items.get(items.size() - 1).path("type").asString("").equals(type);
  }

  /** The content of the message that is being written. One that has got its own members is at its end. */
  private static ArrayNode message(ArrayNode items) {
    if (isLast("message", items) && !items.get(items.size() - 1).has("id")) {
      return (ArrayNode) items.get(items.size() - 1).get("content");
    }
    return items.addObject().put("type", "message").put("role", "assistant").putArray("content");
  }
}
