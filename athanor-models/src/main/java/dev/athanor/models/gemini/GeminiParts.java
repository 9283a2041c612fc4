package dev.athanor.models.gemini;

import dev.athanor.json.Json;
import dev.athanor.model.Part;
import dev.athanor.models.chat.Arguments;
import dev.athanor.models.chat.Author;
import dev.athanor.models.chat.Blocks;
import dev.athanor.models.chat.Leftovers;
import dev.athanor.models.chat.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The parts of what the model has said, read and written. A signature of a part that is no thought is a thought without text before
 * that part: the text of it is hidden.
 */
final class GeminiParts {
  /** What calls are named by that have no id of their own. */
  private static final String MADE = "athanor-call-";
  private static final String SIGNATURE = "thoughtSignature";

  private GeminiParts() {}

  /** The id as the provider knows it. */
  static Optional<String> id(String id) {
    return id.isEmpty() || id.startsWith(MADE) ? Optional.empty() : Optional.of(id);
  }

  static List<Part> read(List<JsonNode> parts, String answer, Author author) {
    List<Part> read = new ArrayList<>();
    for (JsonNode part : parts) {
      Leftovers left = Leftovers.of(part);
      if (part.path("text").isString()) {
        text(left, read, author);
      } else if (part.path("functionCall").isObject()) {
        call(left, read, answer, author);
      } else if (part.path("inlineData").path("data").isString() && part.size() == 1) {
        read.add(author.store(part.get("inlineData").get("data").stringValue(),
            part.get("inlineData").path("mimeType")
                .asString("application/octet-stream")));
      } else if (!part.isEmpty()) {
        read.add(new Part.Raw(author.provider(), kind(part), part));
      }
    }
    return read;
  }

  /** What a part is, is the name of the one member that says more than how it came to be. */
  private static String kind(JsonNode part) {
    return part.propertyNames().stream().filter(name -> !Set.of(SIGNATURE, "thought").contains(name))
        .findFirst().orElse(
            SIGNATURE);
  }

  private static void text(Leftovers left, List<Part> read, Author author) {
    String text = left.text("text").orElse("");
    Optional<String> signature = left.text(SIGNATURE).map(author::signed);
    boolean thought =
        left.take("thought").filter(JsonNode::isBoolean).filter(JsonNode::booleanValue).isPresent();
    if (thought) {
      read.add(new Part.Reasoning(text, signature));
    } else {
      signature.ifPresent(sign -> read.add(new Part.Reasoning("", Optional.of(sign))));
      if (!text.isEmpty()) {
        read.add(new Part.Text(text));
      }
    }
    Blocks.rest(author.provider(), "text", left, read);
  }

  private static void call(Leftovers left, List<Part> read, String answer, Author author) {
    left.text(SIGNATURE).map(author::signed)
        .ifPresent(sign -> read.add(new Part.Reasoning("", Optional.of(sign))));
    String id = left.text("functionCall", "id").orElseGet(() -> MADE + answer + "-" + read.size());
    String name = left.text("functionCall", "name").orElse("");
    String arguments = left.take("functionCall", "args").map(JsonNode::toString).orElse("{}");
    read.add(new Part.ToolCall(id, name, arguments));
    Blocks.rest(author.provider(), "functionCall", left, read);
  }

  static List<JsonNode> written(List<Part> parts, Question question) {
    ArrayNode written = Json.MAPPER.createArrayNode();
    Optional<String> signature = Optional.empty();
    for (Part part : parts) {
      int before = written.size();
      switch (part) {
        case Part.Text(var text) -> written.add(Json.object().put("text", text));
        case Part.Reasoning thought when thought.text().isEmpty() -> signature = question.signature(thought);
        case Part.Reasoning thought -> {
          ObjectNode hidden = Json.object().put("text", thought.text()).put("thought", true);
          question.signature(thought).ifPresent(sign -> hidden.put(SIGNATURE, sign));
          written.add(hidden);
        }
        case Part.ToolCall call -> written.add(call(call));
        case Part.Stored(var file, _) -> {
          ObjectNode image = Json.object();
          image.putObject("inlineData").put("mimeType", file.mediaType()).put("data", question.base64(file));
          written.add(image);
        }
        case Part.Raw raw when question.owns(raw) -> Blocks.write(raw, written);
        case Part.Raw _ -> {
          continue;
        }
        case Part.Linked _,Part.ToolResult _ -> throw question.refuse(part,
            "texts, thoughts, files and tool calls in what the model has said");
      }
      if (signature.isPresent() && written.size() > before) {
        ((ObjectNode) written.get(written.size() - 1)).put(SIGNATURE, signature.get());
        signature = Optional.empty();
      }
    }
    signature.ifPresent(sign -> written.add(Json.object().put("text", "").put(SIGNATURE, sign)));
    return written.valueStream().toList();
  }

  private static JsonNode call(Part.ToolCall call) {
    ObjectNode part = Json.object();
    ObjectNode function = part.putObject("functionCall").put("name", call.name());
    id(call.id()).ifPresent(id -> function.put("id", id));
    function.set("args", Arguments.object(call.arguments()));
    return part;
  }
}
