package dev.athanor.simulator.protocol;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.model.FinishReason;
import dev.athanor.model.Message;
import dev.athanor.model.OutputFormat;
import dev.athanor.model.Part;
import dev.athanor.model.Role;
import dev.athanor.model.Tool;
import dev.athanor.model.ToolChoice;
import dev.athanor.model.Usage;
import dev.athanor.simulator.answer.Question;
import dev.athanor.simulator.answer.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A chat, streamed unless the client says otherwise. */
final class OllamaChat implements Endpoint.Chat {
  @Override
  public Question question(JsonNode body) {
    String model = Reading.text(body, "model").orElseThrow(() -> Misunderstood.because("model is required"));
    List<Message> messages = Reading.items(body, "messages").stream().map(OllamaChat::message).toList();
    List<Tool> tools = Reading.items(body, "tools").stream().filter(tool -> tool.has("function")).map(
        tool -> OpenAiChat.tool(tool.get("function"))).toList();
    boolean stream = Reading.member(body, "stream").map(node -> node.asBoolean(true)).orElse(true);
    return new Question(model, messages, tools, ToolChoice.AUTO, output(body),
        Reading.number(Reading.objectOr(body,
            "options"), "num_predict").filter(count -> count > 0),
        stream, body);
  }

  private static Message message(JsonNode message) {
    String role = Reading.textOr(message, "role", "");
    List<Part> parts = new ArrayList<>();
    Reading.text(message, "content").ifPresent(text -> parts.add(new Part.Text(text)));
    Reading.items(message, "images").forEach(image -> parts.add(new Part.Raw("ollama", "image", image)));
    return switch (role) {
      case "system" -> new Message(Role.SYSTEM, parts);
      case "user" -> new Message(Role.USER, parts);
      case "assistant" -> {
        Reading.items(message, "tool_calls")
            .forEach(call -> parts.add(call(Reading.objectOr(call, "function"))));
        yield new Message(Role.ASSISTANT, parts);
      }
      case "tool" ->
          new Message(Role.TOOL, List.of(new Part.ToolResult("", Reading.textOr(message, "tool_name", ""),
              parts, false)));
      default -> throw Misunderstood.because("invalid role \"" + role
          + "\", must be one of system, user, assistant, tool");
    };
  }

  private static Part call(JsonNode function) {
    return new Part.ToolCall("", Reading.textOr(function, "name", ""), Reading.objectOr(function, "arguments")
        .toString());
  }

  private static OutputFormat output(JsonNode body) {
    Optional<JsonNode> format = Reading.member(body, "format");
    if (format.filter(JsonNode::isObject).isPresent()) {
      return new OutputFormat.Schema("answer", format.get());
    }
    return format.map(JsonNode::asString).filter("json"::equals).isPresent() ? new OutputFormat.Json()
        : new OutputFormat.Text();
  }

  @Override
  public String streamType() {
    return "application/x-ndjson";
  }

  @Override
  public JsonNode whole(Exchange exchange) {
    StringBuilder text = new StringBuilder();
    StringBuilder thought = new StringBuilder();
    ArrayNode calls = Json.MAPPER.createArrayNode();
    for (Part part : exchange.parts("call_")) {
      switch (part) {
        case Part.Text(var said) -> text.append(said);
        case Part.Reasoning reasoning -> thought.append(reasoning.text());
        case Part.ToolCall call ->
            written(call).ifPresentOrElse(calls::add, () -> text.append(call.arguments()));
        case Part.ToolResult _,Part.Raw _,Part.Stored _,Part.Linked _ -> {
        }
      }
    }
    ObjectNode message = message().put("content", text.toString());
    if (!thought.isEmpty()) {
      message.put("thinking", thought.toString());
    }
    if (!calls.isEmpty()) {
      message.set("tool_calls", calls);
    }
    return end(exchange, message);
  }

  /** A call; empty if it is no JSON, which Ollama leaves in the text. */
  private static Optional<JsonNode> written(Part.ToolCall call) {
    try {
      ObjectNode function = Json.object().put("name", call.name());
      function.set("arguments", Json.parse(call.arguments()));
      ObjectNode written = Json.object();
      written.set("function", function);
      return Optional.of(written);
    } catch (AthanorException e) {
      return Optional.empty();
    }
  }

  private static ObjectNode message() {
    return Json.object().put("role", "assistant");
  }

  private static ObjectNode head(Exchange exchange, ObjectNode message) {
    ObjectNode head = Json.object().put("model", exchange.question().model()).put("created_at", exchange.at()
        .toString());
    head.set("message", message);
    return head;
  }

  private static ObjectNode end(Exchange exchange, ObjectNode message) {
    Usage usage = exchange.usage();
    return head(exchange, message)
        .put("done_reason", exchange.answer().finish() == FinishReason.LENGTH ? "length"
            : "stop")
        .put("done", true).put("prompt_eval_count", Exchange.known(usage.input())).put("eval_count", Exchange
            .known(usage.output()));
  }

  @Override
  public List<Frame> frames(Exchange exchange) {
    List<Frame> frames = new ArrayList<>();
    for (Part part : exchange.parts("call_")) {
      pieces(part).forEach(message -> frames.add(line(head(exchange, message).put("done", false), true)));
    }
    frames.add(line(end(exchange, message().put("content", "")), false));
    return frames;
  }

  private static List<ObjectNode> pieces(Part part) {
    return switch (part) {
      case Part.Text(var text) ->
          Tokens.of(text).stream().map(piece -> message().put("content", piece)).toList();
      case Part.Reasoning reasoning ->
          Tokens.of(reasoning.text()).stream().map(piece -> message().put("content", "")
              .put("thinking", piece)).toList();
      case Part.ToolCall call -> {
        ObjectNode message = message();
        written(call).ifPresentOrElse(one -> message.put("content", "").putArray("tool_calls").add(one),
            () -> message.put("content", call.arguments()));
        yield List.of(message);
      }
      case Part.ToolResult _,Part.Raw _,Part.Stored _,Part.Linked _ -> List.of();
    };
  }

  private static Frame line(JsonNode value, boolean token) {
    return new Frame(value + "\n", token);
  }
}
