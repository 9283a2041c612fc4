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

/** Gemini's content; of several candidates the first. */
final class GeminiAnswers implements Answers.Reader {
  @Override
  public ModelResponse whole(JsonNode body) {
    JsonNode candidate = first(body);
    List<Part> parts = new ArrayList<>();
    Reading.items(Reading.objectOr(candidate, "content"), "parts").forEach(part -> add(part(part), parts));
    return new ModelResponse(new Message(Role.ASSISTANT, parts), finish(Reading.textOr(candidate,
        "finishReason", ""), parts), usage(Reading.objectOr(body, "usageMetadata")), Reading.text(body,
            "responseId"),
        Reading.text(body, "modelVersion"), Map.of());
  }

  private static JsonNode first(JsonNode body) {
    return Reading.items(body, "candidates").stream().findFirst().orElseGet(Json::object);
  }

  /** Pieces of one text are one text. */
  private static void add(Part part, List<Part> parts) {
    Part last = parts.isEmpty() ? null : parts.getLast();
    if (part instanceof Part.Text(var more) && last instanceof Part.Text(var text)) {
      parts.set(parts.size() - 1, new Part.Text(text + more));
    } else
      if (part instanceof Part.Reasoning(var more, var signature)
          && last instanceof Part.Reasoning(var text, var before)) {
            parts.set(parts.size() - 1, new Part.Reasoning(text + more, signature.or(() -> before)));
          } else {
            parts.add(part);
          }
  }

  private static Part part(JsonNode part) {
    Optional<JsonNode> call = Reading.member(part, "functionCall");
    if (call.isPresent()) {
      return new Part.ToolCall(Reading.textOr(call.get(), "id", ""), Reading.textOr(call.get(), "name", ""),
          Reading.objectOr(call.get(), "args").toString());
    }
    Optional<String> text = Reading.text(part, "text");
    if (text.isEmpty()) {
      return new Part.Raw("gemini", part.propertyNames().stream().findFirst().orElse(""), part);
    }
    return Reading.truth(part, "thought") ? new Part.Reasoning(text.get(), Reading.text(part,
        "thoughtSignature")) : new Part.Text(text.get());
  }

  private static FinishReason finish(String reason, List<Part> parts) {
    return switch (reason) {
      case "STOP" -> parts.stream().anyMatch(Part.ToolCall.class::isInstance) ? FinishReason.TOOL_CALLS
          : FinishReason.STOP;
      case "MAX_TOKENS" -> FinishReason.LENGTH;
      case "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }

  private static Usage usage(JsonNode usage) {
    Optional<Long> thought = Counts.of(usage, "thoughtsTokenCount");
    return new Usage(Counts.of(usage, "promptTokenCount"), Counts.sum(Counts.of(usage,
        "candidatesTokenCount"), thought), Counts.of(usage, "cachedContentTokenCount"), Optional.empty(),
        thought);
  }

  @Override
  public ModelResponse stream(List<JsonNode> pieces) {
    ObjectNode body = Json.object();
    ObjectNode candidate = Json.object();
    ArrayNode parts = candidate.putObject("content").putArray("parts");
    for (JsonNode piece : pieces) {
      for (String name : List.of("usageMetadata", "responseId", "modelVersion")) {
        Reading.member(piece, name).ifPresent(value -> body.set(name, value));
      }
      Reading.text(first(piece), "finishReason").ifPresent(reason -> candidate.put("finishReason", reason));
      Reading.items(Reading.objectOr(first(piece), "content"), "parts").forEach(parts::add);
    }
    body.putArray("candidates").add(candidate);
    return whole(body);
  }
}
