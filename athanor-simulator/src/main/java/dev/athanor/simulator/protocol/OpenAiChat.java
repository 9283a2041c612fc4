package dev.athanor.simulator.protocol;

import dev.athanor.json.Json;
import dev.athanor.model.FinishReason;
import dev.athanor.model.Message;
import dev.athanor.model.OutputFormat;
import dev.athanor.model.Part;
import dev.athanor.model.Role;
import dev.athanor.model.Tool;
import dev.athanor.model.Usage;
import dev.athanor.simulator.answer.Question;
import dev.athanor.simulator.answer.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Chat completions. */
final class OpenAiChat implements Endpoint.Chat {
  @Override
  public Question question(JsonNode body) {
    String model = Reading.text(body, "model").orElseThrow(
        () -> Misunderstood.because("you must provide a model parameter"));
    if (Reading.number(body, "n").orElse(1) != 1) {
      throw Misunderstood
          .because("Invalid value for 'n': this simulator gives one choice; ask several times.");
    }
    List<Tool> tools = Reading.items(body, "tools").stream().filter(tool -> tool.has("function")).map(
        tool -> tool(tool.get("function"))).toList();
    Choice choice = Choice.of(body, tools, node -> Reading.text(Reading.objectOr(node, "function"), "name"));
    Optional<Integer> most = Reading.number(body, "max_completion_tokens").or(
        () -> Reading.number(body, "max_tokens"));
    return new Question(model, messages(body), choice.tools(), choice.choice(), output(body), most,
        Reading.truth(body, "stream"), body);
  }

  static Tool tool(JsonNode function) {
    return new Tool(Reading.text(function, "name").orElseThrow(
        () -> Misunderstood.because("Missing required parameter: 'tools[].function.name'.")),
        Reading.textOr(
            function, "description", ""),
        Reading.objectOr(function, "parameters"));
  }

  private static List<Message> messages(JsonNode body) {
    JsonNode messages = Reading.member(body, "messages").filter(JsonNode::isArray).orElseThrow(
        () -> Misunderstood.because("Missing required parameter: 'messages'."));
    if (messages.isEmpty()) {
      throw Misunderstood.because("Invalid 'messages': empty array. Expected an array with minimum length 1, "
          + "but got an empty array instead.");
    }
    return Reading.list(messages).stream().map(OpenAiChat::message).toList();
  }

  private static Message message(JsonNode message) {
    String role = Reading.textOr(message, "role", "");
    List<Part> parts = new ArrayList<>(content(message));
    return switch (role) {
      case "system", "developer" -> new Message(Role.SYSTEM, parts);
      case "user" -> new Message(Role.USER, parts);
      case "assistant" -> {
        Reading.items(message, "tool_calls").forEach(call -> parts.add(toolCall(call)));
        yield new Message(Role.ASSISTANT, parts);
      }
      case "tool", "function" -> new Message(Role.TOOL, List.of(new Part.ToolResult(Reading.textOr(message,
          "tool_call_id", ""), Reading.textOr(message, "name", ""), parts, false)));
      default -> throw Misunderstood.because("Invalid value: '" + role
          + "'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'.");
    };
  }

  private static Part.ToolCall toolCall(JsonNode call) {
    JsonNode function = Reading.objectOr(call, "function");
    return new Part.ToolCall(Reading.textOr(call, "id", ""), Reading.textOr(function, "name", ""), Reading
        .textOr(
            function, "arguments", ""));
  }

  private static List<Part> content(JsonNode message) {
    Optional<JsonNode> content = Reading.member(message, "content");
    if (content.isEmpty()) {
      return List.of();
    }
    if (content.get().isString()) {
      return List.of(new Part.Text(content.get().stringValue()));
    }
    return Reading.list(content.get()).stream().map(OpenAiChat::part).toList();
  }

  private static Part part(JsonNode part) {
    String type = Reading.textOr(part, "type", "");
    return switch (type) {
      case "text" -> new Part.Text(Reading.textOr(part, "text", ""));
      case "image_url" -> new Part.Linked(Reading.textOr(Reading.objectOr(part, "image_url"), "url", ""),
          "image/*");
      default -> new Part.Raw("openai", type, part);
    };
  }

  private static OutputFormat output(JsonNode body) {
    JsonNode format = Reading.objectOr(body, "response_format");
    JsonNode described = Reading.objectOr(format, "json_schema");
    return switch (Reading.textOr(format, "type", "text")) {
      case "json_schema" ->
          new OutputFormat.Schema(Reading.textOr(described, "name", "answer"), Reading.objectOr(
              described, "schema"));
      case "json_object" -> new OutputFormat.Json();
      default -> new OutputFormat.Text();
    };
  }

  @Override
  public JsonNode whole(Exchange exchange) {
    ObjectNode body = head(exchange, "chat.completion");
    ObjectNode choice = body.putArray("choices").addObject();
    choice.put("index", 0);
    ObjectNode message = choice.putObject("message");
    message.put("role", "assistant");
    List<Part> parts = exchange.parts("call_");
    String text =
        Exchange.only(Part.Text.class, parts).stream().map(Part.Text::text).collect(Collectors.joining());
    List<Part.ToolCall> calls = Exchange.only(Part.ToolCall.class, parts);
    if (text.isEmpty() && !calls.isEmpty()) {
      message.putNull("content");
    } else {
      message.put("content", text);
    }
    String reasoning = Exchange.only(Part.Reasoning.class, parts).stream().map(Part.Reasoning::text).collect(
        Collectors.joining());
    if (!reasoning.isEmpty()) {
      message.put("reasoning_content", reasoning);
    }
    if (!calls.isEmpty()) {
      ArrayNode list = message.putArray("tool_calls");
      calls.forEach(call -> list.addObject().put("id", call.id()).put("type", "function").set("function", Json
          .object().put("name", call.name()).put("arguments", call.arguments())));
    }
    message.putNull("refusal");
    message.putArray("annotations");
    choice.putNull("logprobs");
    choice.put("finish_reason", finish(exchange.answer().finish()));
    body.set("usage", usage(exchange.usage()));
    body.put("service_tier", "default");
    body.putNull("system_fingerprint");
    return body;
  }

  private static ObjectNode head(Exchange exchange, String object) {
    return Json.object().put("id", "chatcmpl-" + exchange.draw().id("answer", 29)).put("object", object)
        .put("created",
            exchange.at().getEpochSecond())
        .put("model", exchange.question().model());
  }

  static String finish(FinishReason finish) {
    return switch (finish) {
      case STOP, OTHER -> "stop";
      case LENGTH -> "length";
      case TOOL_CALLS -> "tool_calls";
      case CONTENT_FILTER -> "content_filter";
    };
  }

  private static ObjectNode usage(Usage usage) {
    long input = Exchange.known(usage.input());
    long output = Exchange.known(usage.output());
    ObjectNode counts = Json.object().put("prompt_tokens", input).put("completion_tokens", output).put(
        "total_tokens",
        input + output);
    counts.putObject("prompt_tokens_details").put("cached_tokens", Exchange.known(usage.cacheRead())).put(
        "audio_tokens", 0);
    counts.putObject("completion_tokens_details").put("reasoning_tokens", Exchange.known(usage.reasoning()))
        .put(
            "audio_tokens", 0)
        .put("accepted_prediction_tokens", 0).put("rejected_prediction_tokens", 0);
    return counts;
  }

  @Override
  public List<Frame> frames(Exchange exchange) {
    boolean counted = Reading.truth(Reading.objectOr(exchange.question().body(), "stream_options"),
        "include_usage");
    Chunks chunks = new Chunks(exchange, counted);
    chunks.add(Json.object().put("role", "assistant").put("content", "").putNull("refusal"), false);
    int call = 0;
    for (Part part : exchange.parts("call_")) {
      switch (part) {
        case Part.Text(var text) -> Tokens.of(text).forEach(piece -> chunks.add(Json.object().put("content",
            piece), true));
        case Part.Reasoning reasoning -> Tokens.of(reasoning.text()).forEach(piece -> chunks.add(Json.object()
            .put("reasoning_content", piece), true));
        case Part.ToolCall asked -> chunks.call(call++, asked);
        case Part.ToolResult _,Part.Raw _,Part.Stored _,Part.Linked _ -> {
        }
      }
    }
    return chunks.end();
  }

  /** The chunks so far. Used by one thread. */
  private static final class Chunks {
    private final List<Frame> frames = new ArrayList<>();
    private final Exchange exchange;
    private final boolean counted;

    Chunks(Exchange exchange, boolean counted) {
      this.exchange = exchange;
      this.counted = counted;
    }

    void add(ObjectNode delta, boolean token) {
      add(delta, Optional.empty(), token);
    }

    private void add(ObjectNode delta, Optional<String> finish, boolean token) {
      ObjectNode chunk = chunk();
      ObjectNode choice = chunk.putArray("choices").addObject();
      choice.put("index", 0);
      choice.set("delta", delta);
      choice.putNull("logprobs");
      choice.put("finish_reason", finish.orElse(null));
      if (counted) {
        chunk.putNull("usage");
      }
      frames.add(Frame.data(chunk, token));
    }

    private ObjectNode chunk() {
      return head(exchange, "chat.completion.chunk").put("service_tier", "default")
          .putNull("system_fingerprint");
    }

    void call(int index, Part.ToolCall call) {
      add(delta(Json.object().put("index", index).put("id", call.id()).put("type", "function").set("function",
          Json
              .object()
              .put("name", call.name()).put("arguments", ""))),
          true);
      Tokens.of(call.arguments()).forEach(piece -> add(delta(Json.object().put("index", index).set("function",
          Json.object().put("arguments", piece))), true));
    }

    private static ObjectNode delta(JsonNode call) {
      ObjectNode delta = Json.object();
      delta.putArray("tool_calls").add(call);
      return delta;
    }

    List<Frame> end() {
      add(Json.object(), Optional.of(finish(exchange.answer().finish())), false);
      if (counted) {
        ObjectNode chunk = chunk();
        chunk.putArray("choices");
        chunk.set("usage", usage(exchange.usage()));
        frames.add(Frame.data(chunk, false));
      }
      frames.add(new Frame("data: [DONE]\n\n", false));
      return frames;
    }
  }
}
