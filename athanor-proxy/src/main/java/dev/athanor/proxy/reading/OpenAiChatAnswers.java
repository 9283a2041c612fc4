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
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Chat completions; of several choices the first. */
final class OpenAiChatAnswers implements Answers.Reader {
  @Override
  public ModelResponse whole(JsonNode body) {
    JsonNode choice = first(body);
    JsonNode message = Reading.objectOr(choice, "message");
    List<Part> parts = new ArrayList<>();
    Reading.text(message, "reasoning_content").filter(text -> !text.isEmpty())
        .ifPresent(text -> parts.add(new Part.Reasoning(text, java.util.Optional.empty())));
    Reading.text(message, "content").filter(text -> !text.isEmpty())
        .ifPresent(text -> parts.add(new Part.Text(text)));
    Reading.text(message, "refusal").filter(text -> !text.isEmpty())
        .ifPresent(text -> parts.add(new Part.Text(text)));
    for (JsonNode call : Reading.items(message, "tool_calls")) {
      JsonNode function = Reading.objectOr(call, "function");
      parts
          .add(new Part.ToolCall(Reading.textOr(call, "id", ""), Reading.textOr(function, "name", ""), Reading
              .textOr(function, "arguments", "")));
    }
    return new ModelResponse(new Message(Role.ASSISTANT, parts),
        finish(Reading.textOr(choice, "finish_reason",
            "")),
        Counts.openAi(Reading.objectOr(body, "usage"), "prompt_tokens", "completion_tokens"),
        Reading.text(body, "id"), Reading.text(body, "model"), Map.of());
  }

  private static JsonNode first(JsonNode body) {
    return Reading.items(body, "choices").stream().findFirst().orElseGet(Json::object);
  }

  private static FinishReason finish(String reason) {
    return switch (reason) {
      case "stop" -> FinishReason.STOP;
      case "length" -> FinishReason.LENGTH;
      case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
      case "content_filter" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }

  /** Puts the pieces together to the body that would have come in one. */
  @Override
  public ModelResponse stream(List<JsonNode> pieces) {
    StringBuilder content = new StringBuilder();
    StringBuilder reasoning = new StringBuilder();
    Map<Integer, ObjectNode> calls = new TreeMap<>();
    ObjectNode body = Json.object();
    ObjectNode choice = body.putArray("choices").addObject();
    for (JsonNode piece : pieces) {
      for (String name : List.of("id", "model", "usage")) {
        Reading.member(piece, name).ifPresent(value -> body.set(name, value));
      }
      JsonNode delta = Reading.objectOr(first(piece), "delta");
      content.append(Reading.textOr(delta, "content", ""));
      reasoning.append(Reading.textOr(delta, "reasoning_content", ""));
      Reading.items(delta, "tool_calls").forEach(call -> add(call, calls));
      Reading.text(first(piece), "finish_reason").ifPresent(reason -> choice.put("finish_reason", reason));
    }
    ObjectNode message = choice.putObject("message").put("content", content.toString()).put(
        "reasoning_content", reasoning.toString());
    calls.values().forEach(message.putArray("tool_calls")::add);
    return whole(body);
  }

  private static void add(JsonNode delta, Map<Integer, ObjectNode> calls) {
    ObjectNode call = calls.computeIfAbsent(Reading.number(delta, "index").orElse(calls.size()), _ -> {
      ObjectNode made = Json.object();
      made.putObject("function").put("name", "").put("arguments", "");
      return made;
    });
    Reading.text(delta, "id").ifPresent(id -> call.put("id", id));
    JsonNode function = Reading.objectOr(delta, "function");
    ObjectNode whole = (ObjectNode) call.get("function");
    for (String name : List.of("name", "arguments")) {
      whole.put(name, Reading.textOr(whole, name, "") + Reading.textOr(function, name, ""));
    }
  }
}
