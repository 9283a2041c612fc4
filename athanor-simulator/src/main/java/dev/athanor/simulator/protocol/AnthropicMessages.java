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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Messages. */
final class AnthropicMessages implements Endpoint.Chat {
  @Override
  public Question question(JsonNode body) {
    Question question = read(body);
    if (question.maxOutputTokens().isEmpty()) {
      throw Misunderstood.because("max_tokens: Field required");
    }
    return question;
  }

  String model(JsonNode body) {
    return Reading.text(body, "model").orElseThrow(() -> Misunderstood.because("model: Field required"));
  }

  Question read(JsonNode body) {
    String model = model(body);
    List<Message> messages = new ArrayList<>();
    Reading.member(body, "system")
        .ifPresent(system -> messages.add(new Message(Role.SYSTEM, content(system))));
    JsonNode said = Reading.member(body, "messages").filter(JsonNode::isArray).orElseThrow(
        () -> Misunderstood.because("messages: Field required"));
    if (said.isEmpty()) {
      throw Misunderstood.because("messages: at least one message is required");
    }
    said.forEach(message -> messages.add(message(message)));
    List<Tool> tools = Reading.items(body, "tools").stream().filter(tool -> tool.has("input_schema")).map(
        tool -> new Tool(Reading.textOr(tool, "name", ""), Reading.textOr(tool, "description", ""),
            Reading.objectOr(
                tool, "input_schema")))
        .toList();
    Choice choice = choice(body, tools);
    return new Question(model, messages, choice.tools(), choice.choice(), output(body), Reading.number(body,
        "max_tokens"), Reading.truth(body, "stream"), body);
  }

  private static Message message(JsonNode message) {
    String role = Reading.textOr(message, "role", "");
    List<Part> parts = content(message.path("content"));
    return switch (role) {
      case "user" -> new Message(Role.USER, parts);
      case "assistant" -> new Message(Role.ASSISTANT, parts);
      case "system" -> new Message(Role.SYSTEM, parts);
      default -> throw Misunderstood.because("messages: Unexpected role \"" + role
          + "\". The Messages API accepts \"user\" and \"assistant\".");
    };
  }

  private static List<Part> content(JsonNode content) {
    return content.isString() ? List.of(new Part.Text(content.stringValue()))
        : Reading.list(content).stream().map(AnthropicMessages::part).toList();
  }

  private static Part part(JsonNode block) {
    String type = Reading.textOr(block, "type", "");
    return switch (type) {
      case "text" -> new Part.Text(Reading.textOr(block, "text", ""));
      case "thinking" -> new Part.Reasoning(Reading.textOr(block, "thinking", ""), Reading.text(block,
          "signature"));
      case "tool_use" ->
          new Part.ToolCall(Reading.textOr(block, "id", ""), Reading.textOr(block, "name", ""), Reading
              .objectOr(block, "input").toString());
      case "tool_result" ->
          new Part.ToolResult(Reading.textOr(block, "tool_use_id", ""), "", content(block.path(
              "content")), Reading.truth(block, "is_error"));
      default -> new Part.Raw("anthropic", type, block);
    };
  }

  private static Choice choice(JsonNode body, List<Tool> tools) {
    JsonNode choice = Reading.objectOr(body, "tool_choice");
    return switch (Reading.textOr(choice, "type", "auto")) {
      case "any" -> new Choice(tools, ToolChoice.REQUIRED);
      case "none" -> new Choice(tools, ToolChoice.NONE);
      case "tool" -> Choice.only(Reading.textOr(choice, "name", ""), tools);
      default -> new Choice(tools, ToolChoice.AUTO);
    };
  }

  private static OutputFormat output(JsonNode body) {
    JsonNode format = Reading.member(Reading.objectOr(body, "output_config"), "format").orElseGet(
        () -> Reading.objectOr(body, "output_format"));
    return Reading.textOr(format, "type", "").equals("json_schema")
        ? new OutputFormat.Schema("answer", Reading.objectOr(format, "schema"))
        : new OutputFormat.Text();
  }

  @Override
  public JsonNode whole(Exchange exchange) {
    ObjectNode body = head(exchange);
    ArrayNode content = body.putArray("content");
    exchange.parts("toolu_").stream().map(AnthropicMessages::block).flatMap(Optional::stream)
        .forEach(content::add);
    body.put("stop_reason", stop(exchange.answer().finish())).putNull("stop_sequence");
    body.set("usage", usage(exchange.usage()));
    return body;
  }

  static ObjectNode head(Exchange exchange) {
    return Json.object().put("id", "msg_" + exchange.draw().id("answer", 24)).put("type", "message")
        .put("role",
            "assistant")
        .put("model", exchange.question().model());
  }

  private static Optional<JsonNode> block(Part part) {
    return switch (part) {
      case Part.Text(var text) -> Optional.of(Json.object().put("type", "text").put("text", text));
      case Part.Reasoning reasoning ->
          Optional.of(Json.object().put("type", "thinking").put("thinking", reasoning
              .text()).put("signature", signature(reasoning)));
      case Part.ToolCall call -> {
        ObjectNode block =
            Json.object().put("type", "tool_use").put("id", call.id()).put("name", call.name());
        block.set("input", input(call.arguments()));
        yield Optional.of(block);
      }
      case Part.ToolResult _,Part.Raw _,Part.Stored _,Part.Linked _ -> Optional.empty();
    };
  }

  /** What stands for the provider's own signature: it can be told from another thought's. */
  static String signature(Part.Reasoning reasoning) {
    return reasoning.signature().orElseGet(() -> dev.athanor.json.Hash.of(reasoning.text()).hex());
  }

  /** The input of a tool; what is no JSON stands in the member that Anthropic names for it. */
  private static JsonNode input(String arguments) {
    try {
      return Json.parse(arguments);
    } catch (AthanorException e) {
      return Json.object().put("INVALID_JSON", arguments);
    }
  }

  static String stop(FinishReason finish) {
    return switch (finish) {
      case STOP, OTHER -> "end_turn";
      case LENGTH -> "max_tokens";
      case TOOL_CALLS -> "tool_use";
      case CONTENT_FILTER -> "refusal";
    };
  }

  /** The counts. Anthropic's input leaves out what came from the cache or went there. */
  static ObjectNode usage(Usage usage) {
    long read = Exchange.known(usage.cacheRead());
    long written = Exchange.known(usage.cacheWrite());
    ObjectNode counts = Json.object().put("input_tokens", Math.max(0, Exchange.known(usage.input()) - read
        - written)).put("cache_creation_input_tokens", written).put("cache_read_input_tokens", read);
    counts.putObject("cache_creation").put("ephemeral_5m_input_tokens", written)
        .put("ephemeral_1h_input_tokens", 0);
    return counts.put("output_tokens", Exchange.known(usage.output())).put("service_tier", "standard");
  }

  @Override
  public List<Frame> frames(Exchange exchange) {
    return new AnthropicEvents(exchange).frames();
  }
}
