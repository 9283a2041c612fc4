package dev.athanor.proxy.reading;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.model.FinishReason;
import dev.athanor.model.Message;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.Part;
import dev.athanor.model.Role;
import dev.athanor.model.Usage;
import dev.athanor.simulator.protocol.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Anthropic's messages. */
final class AnthropicAnswers implements Answers.Reader {
  @Override
  public ModelResponse whole(JsonNode body) {
    List<Part> parts = Reading.items(body, "content").stream().map(AnthropicAnswers::part).toList();
    return new ModelResponse(new Message(Role.ASSISTANT, parts), finish(Reading.textOr(body, "stop_reason",
        "")), usage(Reading.objectOr(body, "usage")), Reading.text(body, "id"), Reading.text(body, "model"),
        Map.of());
  }

  private static Part part(JsonNode block) {
    String type = Reading.textOr(block, "type", "");
    return switch (type) {
      case "text" -> new Part.Text(Reading.textOr(block, "text", ""));
      case "thinking" -> new Part.Reasoning(Reading.textOr(block, "thinking", ""), Reading.text(block,
          "signature"));
      case "redacted_thinking" -> new Part.Reasoning("", Reading.text(block, "data"));
      case "tool_use" -> new Part.ToolCall(Reading.textOr(block, "id", ""), Reading.textOr(block, "name", ""),
          Reading.objectOr(block, "input").toString());
      default -> new Part.Raw("anthropic", type, block);
    };
  }

  private static FinishReason finish(String reason) {
    return switch (reason) {
      case "end_turn", "stop_sequence" -> FinishReason.STOP;
      case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
      case "tool_use" -> FinishReason.TOOL_CALLS;
      case "refusal" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }

  /** What Anthropic calls input leaves out what came from the cache or went there. */
  private static Usage usage(JsonNode usage) {
    Optional<Long> read = Counts.of(usage, "cache_read_input_tokens");
    Optional<Long> written = Counts.of(usage, "cache_creation_input_tokens");
    return new Usage(Counts.sum(Counts.of(usage, "input_tokens"), read, written), Counts.of(usage,
        "output_tokens"), read, written, Optional.empty());
  }

  @Override
  public ModelResponse stream(List<JsonNode> pieces) {
    ObjectNode body = Json.object();
    ObjectNode usage = Json.object();
    Map<Integer, ObjectNode> blocks = new TreeMap<>();
    for (JsonNode piece : pieces) {
      JsonNode said = Reading.textOr(piece, "type", "").equals("message_start") ? Reading.objectOr(piece,
          "message") : piece;
      Reading.objectOr(said, "usage").properties().forEach(count -> usage.set(count.getKey(), count
          .getValue()));
      for (String name : List.of("id", "model")) {
        Reading.member(said, name).ifPresent(value -> body.set(name, value));
      }
      JsonNode delta = Reading.objectOr(piece, "delta");
      Reading.text(delta, "stop_reason").ifPresent(reason -> body.put("stop_reason", reason));
      Reading.number(piece, "index").ifPresent(index -> block(piece, delta, blocks.computeIfAbsent(index,
          _ -> Json.object())));
    }
    body.set("usage", usage);
    blocks.values().forEach(block -> body.withArray("content").add(closed(block)));
    return whole(body);
  }

  private static void block(JsonNode piece, JsonNode delta, ObjectNode block) {
    Reading.objectOr(piece, "content_block").properties().forEach(member -> block.set(member.getKey(), member
        .getValue()));
    for (String name : List.of("text", "thinking", "signature", "partial_json")) {
      Reading.text(delta, name).ifPresent(more -> block.put(name, Reading.textOr(block, name, "") + more));
    }
  }

  /** The input of a tool comes as the text of a JSON object. */
  private static ObjectNode closed(ObjectNode block) {
    Reading.text(block, "partial_json").filter(text -> !text.isBlank()).ifPresent(text -> {
      try {
        block.set("input", Json.parse(text));
      } catch (AthanorException e) {
        block.set("input", Json.object().put("INVALID_JSON", text));
      }
    });
    return block;
  }
}
