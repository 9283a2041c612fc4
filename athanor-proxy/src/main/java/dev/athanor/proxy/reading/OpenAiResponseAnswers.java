package dev.athanor.proxy.reading;

import dev.athanor.json.Json;
import dev.athanor.model.FinishReason;
import dev.athanor.model.Message;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.Part;
import dev.athanor.model.Role;
import dev.athanor.simulator.protocol.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's responses. */
final class OpenAiResponseAnswers implements Answers.Reader {
  @Override
  public ModelResponse whole(JsonNode body) {
    List<Part> parts = new ArrayList<>();
    Reading.items(body, "output").forEach(item -> item(item, parts));
    return new ModelResponse(new Message(Role.ASSISTANT, parts), finish(body, parts), Counts.openAi(Reading
        .objectOr(body, "usage"), "input_tokens", "output_tokens"), Reading.text(body, "id"), Reading.text(
            body, "model"),
        Map.of());
  }

  private static void item(JsonNode item, List<Part> parts) {
    String type = Reading.textOr(item, "type", "");
    switch (type) {
      case "message" -> Reading.items(item, "content").forEach(content -> parts.add(new Part.Text(Reading
          .text(content, "text").orElseGet(() -> Reading.textOr(content, "refusal", "")))));
      case "reasoning" -> parts.add(new Part.Reasoning(Reading.items(item, "summary").stream().map(
          summary -> Reading.textOr(summary, "text", "")).collect(Collectors.joining("\n")),
          Reading.text(item,
              "encrypted_content")));
      case "function_call" -> parts.add(new Part.ToolCall(Reading.textOr(item, "call_id", ""), Reading.textOr(
          item, "name", ""), Reading.textOr(item, "arguments", "")));
      default -> parts.add(new Part.Raw("openai", type, item));
    }
  }

  private static FinishReason finish(JsonNode body, List<Part> parts) {
    String why = Reading.textOr(Reading.objectOr(body, "incomplete_details"), "reason", "");
    if (why.equals("max_output_tokens")) {
      return FinishReason.LENGTH;
    }
    if (why.equals("content_filter")) {
      return FinishReason.CONTENT_FILTER;
    }
    if (!Reading.textOr(body, "status", "").equals("completed")) {
      return FinishReason.OTHER;
    }
    return parts.stream().anyMatch(Part.ToolCall.class::isInstance) ? FinishReason.TOOL_CALLS
        : FinishReason.STOP;
  }

  /** The last event has the whole response in it; without one, the items that are done. */
  @Override
  public ModelResponse stream(List<JsonNode> pieces) {
    ObjectNode body = Json.object();
    for (JsonNode piece : pieces) {
      Reading.member(piece, "response").ifPresent(response -> response.properties().stream().filter(
          member -> !member.getKey().equals("output") || !member.getValue().isEmpty()).forEach(
              member -> body.set(member.getKey(), member.getValue())));
      if (Reading.textOr(piece, "type", "").equals("response.output_item.done")) {
        body.withArray("output").add(Reading.objectOr(piece, "item"));
      }
    }
    return whole(body);
  }
}
