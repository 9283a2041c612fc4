package dev.athanor.simulator.protocol;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.model.FinishReason;
import dev.athanor.model.Part;
import dev.athanor.model.Usage;
import dev.athanor.simulator.answer.Question;
import dev.athanor.simulator.answer.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Content that is generated.
 *
 * @param model from the path
 * @param form of the answer
 */
record GeminiContent(String model, Form form) implements Endpoint.Chat {
  /** How an answer is sent. */
  enum Form {
    /** At once. */
    WHOLE,
    /** As server-sent events. */
    EVENTS,
    /** As the items of an array. */
    ARRAY
  }

  @Override
  public Question question(JsonNode body) {
    return GeminiQuestions.read(model, body, form != Form.WHOLE);
  }

  @Override
  public String streamType() {
    return form == Form.EVENTS ? "text/event-stream" : "application/json; charset=UTF-8";
  }

  @Override
  public JsonNode whole(Exchange exchange) {
    List<Part> parts = exchange.parts("");
    List<JsonNode> written = parts.stream().map(GeminiContent::part).flatMap(Optional::stream).toList();
    return chunk(exchange, written, Optional.of(finish(exchange)), exchange.usage());
  }

  /** A part as it is written; empty for a call that is no JSON, which Google reports instead. */
  private static Optional<JsonNode> part(Part part) {
    return switch (part) {
      case Part.Text(var text) -> Optional.of(Json.object().put("text", text));
      case Part.Reasoning reasoning ->
          Optional.of(Json.object().put("text", reasoning.text()).put("thought", true));
      case Part.ToolCall call -> arguments(call).map(GeminiContent.call(call));
      case Part.ToolResult _,Part.Raw _,Part.Stored _,Part.Linked _ -> Optional.empty();
    };
  }

  private static java.util.function.Function<JsonNode, JsonNode> call(Part.ToolCall call) {
    return arguments -> {
      ObjectNode part = Json.object();
      ObjectNode function = part.putObject("functionCall").put("name", call.name());
      function.set("args", arguments);
      return part;
    };
  }

  private static Optional<JsonNode> arguments(Part.ToolCall call) {
    try {
      return Optional.of(Json.parse(call.arguments()));
    } catch (AthanorException e) {
      return Optional.empty();
    }
  }

  private static String finish(Exchange exchange) {
    boolean malformed = Exchange.only(Part.ToolCall.class, exchange.answer().parts()).stream().anyMatch(
        call -> arguments(call).isEmpty());
    return malformed ? "MALFORMED_FUNCTION_CALL" : word(exchange.answer().finish());
  }

  private static String word(FinishReason finish) {
    return switch (finish) {
      case STOP, TOOL_CALLS -> "STOP";
      case LENGTH -> "MAX_TOKENS";
      case CONTENT_FILTER -> "SAFETY";
      case OTHER -> "OTHER";
    };
  }

  private JsonNode chunk(Exchange exchange, List<JsonNode> parts, Optional<String> finish, Usage usage) {
    ObjectNode body = Json.object();
    ObjectNode candidate = body.putArray("candidates").addObject();
    candidate.putObject("content").put("role", "model").putArray("parts").addAll(parts);
    finish.ifPresent(reason -> candidate.put("finishReason", reason));
    candidate.put("index", 0);
    body.set("usageMetadata", usage(usage));
    return body.put("modelVersion", model).put("responseId", exchange.draw().id("answer", 22));
  }

  /** The counts. Google counts thought apart from the answer. */
  private static JsonNode usage(Usage usage) {
    long input = Exchange.known(usage.input());
    long output = Exchange.known(usage.output());
    long thought = Exchange.known(usage.reasoning());
    ObjectNode counts =
        Json.object().put("promptTokenCount", input).put("candidatesTokenCount", Math.max(0, output
            - thought)).put("totalTokenCount", input + output);
    if (thought > 0) {
      counts.put("thoughtsTokenCount", thought);
    }
    usage.cacheRead().filter(count -> count > 0)
        .ifPresent(count -> counts.put("cachedContentTokenCount", count));
    counts.putArray("promptTokensDetails").addObject().put("modality", "TEXT").put("tokenCount", input);
    return counts;
  }

  @Override
  public List<Frame> frames(Exchange exchange) {
    List<JsonNode> pieces = exchange.parts("").stream().flatMap(part -> pieces(part).stream()).toList();
    Usage all = exchange.usage();
    List<JsonNode> chunks = new ArrayList<>();
    for (int said = 0; said < pieces.size() - 1; said++) {
      Usage far =
          new Usage(all.input(), Optional.of(said + 1L), all.cacheRead(), all.cacheWrite(), Optional.empty());
      chunks.add(chunk(exchange, List.of(pieces.get(said)), Optional.empty(), far));
    }
    List<JsonNode> last =
        pieces.isEmpty() ? List.of(Json.object().put("text", "")) : List.of(pieces.getLast());
    chunks.add(chunk(exchange, last, Optional.of(finish(exchange)), all));
    return form == Form.EVENTS ? events(chunks) : array(chunks);
  }

  private static List<JsonNode> pieces(Part part) {
    return switch (part) {
      case Part.Text(var text) ->
          Tokens.of(text).stream().<JsonNode>map(piece -> Json.object().put("text", piece))
              .toList();
      case Part.Reasoning reasoning ->
          Tokens.of(reasoning.text()).stream().<JsonNode>map(piece -> Json.object().put(
              "text", piece).put("thought", true)).toList();
      case Part.ToolCall _,Part.ToolResult _,Part.Raw _,Part.Stored _,Part.Linked _ -> part(part).stream()
          .toList();
    };
  }

  private static List<Frame> events(List<JsonNode> chunks) {
    return chunks.stream().map(chunk -> new Frame("data: " + chunk + "\r\n\r\n", true)).toList();
  }

  private static List<Frame> array(List<JsonNode> chunks) {
    List<Frame> frames = new ArrayList<>();
    chunks.forEach(chunk -> frames.add(new Frame((frames.isEmpty() ? "[" : ",\r\n") + chunk, true)));
    frames.add(new Frame("]\n", false));
    return frames;
  }
}
