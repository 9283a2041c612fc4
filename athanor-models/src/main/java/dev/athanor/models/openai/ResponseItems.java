package dev.athanor.models.openai;

import dev.athanor.model.Part;
import dev.athanor.models.chat.Author;
import dev.athanor.models.chat.Blocks;
import dev.athanor.models.chat.Leftovers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The items of what a model has said, as they are read. An item may become several parts; the members of it that no part has a place
 * for follow as raw parts, and end it.
 *
 * @param author whose answer it is
 */
record ResponseItems(Author author) {
  List<Part> read(JsonNode output) {
    List<Part> parts = new ArrayList<>();
    output.forEach(item -> item(item, parts));
    return parts;
  }

  private void item(JsonNode item, List<Part> parts) {
    Leftovers left = Leftovers.of(item);
    String type = left.text("type").orElse("");
    left.dropIf("status", "completed");
    switch (type) {
      case "message" -> {
        left.dropIf("role", "assistant");
        left.items("content").forEach(content -> content(content, parts));
      }
      case "reasoning" -> thought(left, parts);
      case "function_call" ->
          parts.add(new Part.ToolCall(left.text("call_id").orElse(""), left.text("name").orElse(""),
              left.text("arguments").orElse("")));
      default -> {
        parts.add(new Part.Raw(author.provider(), type, item));
        return;
      }
    }
    Blocks.rest(author.provider(), type, left, parts);
  }

  private void content(JsonNode content, List<Part> parts) {
    Leftovers left = Leftovers.of(content);
    if (!content.path("type").asString("").equals("output_text")) {
      parts.add(new Part.Raw(author.provider(), content.path("type").asString(""), content));
      return;
    }
    left.drop("type");
    parts.add(new Part.Text(left.text("text").orElse("")));
    Blocks.rest(author.provider(), "output_text", left, parts);
  }

  /** Each piece of its summary is a thought; the encrypted one stands at the last. */
  private void thought(Leftovers left, List<Part> parts) {
    Optional<String> signature = left.text("encrypted_content").map(author::signed);
    List<JsonNode> summary = left.items("summary");
    for (int piece = 0; piece < summary.size() - 1; piece++) {
      parts.add(new Part.Reasoning(text(summary.get(piece)), Optional.empty()));
    }
    parts.add(new Part.Reasoning(summary.isEmpty() ? "" : text(summary.getLast()), signature));
  }

  private static String text(JsonNode piece) {
    return piece.path("text").asString("");
  }
}
