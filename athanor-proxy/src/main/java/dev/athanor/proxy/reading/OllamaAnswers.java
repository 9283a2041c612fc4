package dev.athanor.proxy.reading;

import dev.athanor.json.Json;
import dev.athanor.model.FinishReason;
import dev.athanor.model.Message;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.Part;
import dev.athanor.model.Role;
import dev.athanor.model.Usage;
import dev.athanor.simulator.protocol.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Ollama's chat. */
final class OllamaAnswers implements Answers.Reader {
  @Override
  public ModelResponse whole(JsonNode body) {
    JsonNode message = Reading.objectOr(body, "message");
    List<Part> parts = new ArrayList<>();
    Reading.text(message, "thinking").filter(text -> !text.isEmpty()).ifPresent(text -> parts.add(
        new Part.Reasoning(text, Optional.empty())));
    Reading.text(message, "content").filter(text -> !text.isEmpty()).ifPresent(text -> parts.add(
        new Part.Text(text)));
    for (JsonNode call : Reading.items(message, "tool_calls")) {
      JsonNode function = Reading.objectOr(call, "function");
      parts
          .add(new Part.ToolCall(Reading.textOr(call, "id", ""), Reading.textOr(function, "name", ""), Reading
              .objectOr(function, "arguments").toString()));
    }
    Usage usage = new Usage(Counts.of(body, "prompt_eval_count"), Counts.of(body, "eval_count"), Optional
        .empty(), Optional.empty(), Optional.empty());
    return new ModelResponse(new Message(Role.ASSISTANT, parts), finish(Reading.textOr(body, "done_reason",
        ""), parts), usage, Optional.empty(), Reading.text(body, "model"), Map.of());
  }

  private static FinishReason finish(String reason, List<Part> parts) {
    return switch (reason) {
      case "stop" -> parts.stream().anyMatch(Part.ToolCall.class::isInstance) ? FinishReason.TOOL_CALLS
          : FinishReason.STOP;
      case "length" -> FinishReason.LENGTH;
      default -> FinishReason.OTHER;
    };
  }

  @Override
  public ModelResponse stream(List<JsonNode> pieces) {
    StringBuilder content = new StringBuilder();
    StringBuilder thinking = new StringBuilder();
    ObjectNode body = Json.object();
    ObjectNode message = Json.object();
    ArrayNode calls = message.putArray("tool_calls");
    for (JsonNode piece : pieces) {
      piece.properties().forEach(member -> body.set(member.getKey(), member.getValue()));
      JsonNode said = Reading.objectOr(piece, "message");
      content.append(Reading.textOr(said, "content", ""));
      thinking.append(Reading.textOr(said, "thinking", ""));
      Reading.items(said, "tool_calls").forEach(calls::add);
    }
    message.put("content", content.toString()).put("thinking", thinking.toString());
    body.set("message", message);
    return whole(body);
  }
}
