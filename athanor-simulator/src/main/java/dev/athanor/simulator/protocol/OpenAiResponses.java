package dev.athanor.simulator.protocol;

import dev.athanor.model.Message;
import dev.athanor.model.OutputFormat;
import dev.athanor.model.Part;
import dev.athanor.model.Role;
import dev.athanor.model.Tool;
import dev.athanor.simulator.answer.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Responses, which may go on from one that was given before. */
final class OpenAiResponses implements Endpoint.Chat {
  private final Conversations conversations = new Conversations();

  @Override
  public Question question(JsonNode body) {
    String model = Reading.text(body, "model").orElseThrow(
        () -> Misunderstood.because("Missing required parameter: 'model'."));
    List<Message> messages = new ArrayList<>();
    Reading.text(body, "instructions").ifPresent(text -> messages.add(Message.system(text)));
    Reading.text(body, "previous_response_id").ifPresent(id -> messages.addAll(conversations.before(id)));
    messages.addAll(input(body));
    List<Tool> tools =
        Reading.items(body, "tools").stream().filter(tool -> Reading.textOr(tool, "type", "").equals(
            "function")).map(OpenAiChat::tool).toList();
    Choice choice = Choice.of(body, tools, node -> Reading.text(node, "name"));
    return new Question(model, messages, choice.tools(), choice.choice(), output(body), Reading.number(body,
        "max_output_tokens"), Reading.truth(body, "stream"), body);
  }

  private static List<Message> input(JsonNode body) {
    JsonNode input = Reading.member(body, "input").orElseThrow(
        () -> Misunderstood.because("Missing required parameter: 'input'."));
    return input.isString() ? List.of(Message.user(input.stringValue()))
        : Reading.list(input).stream().map(OpenAiResponses::message).toList();
  }

  private static Message message(JsonNode item) {
    String type = Reading.textOr(item, "type", "message");
    return switch (type) {
      case "message" -> new Message(role(Reading.textOr(item, "role", "")), content(item.path("content")));
      case "function_call" -> new Message(Role.ASSISTANT, List.of(new Part.ToolCall(Reading.textOr(item,
          "call_id", ""), Reading.textOr(item, "name", ""), Reading.textOr(item, "arguments", ""))));
      case "function_call_output" -> new Message(Role.TOOL, List.of(new Part.ToolResult(Reading.textOr(item,
          "call_id", ""), "", content(item.path("output")), false)));
      default -> new Message(Role.ASSISTANT, List.of(new Part.Raw("openai", type, item)));
    };
  }

  private static Role role(String role) {
    return switch (role) {
      case "system", "developer" -> Role.SYSTEM;
      case "user" -> Role.USER;
      case "assistant" -> Role.ASSISTANT;
      default -> throw Misunderstood.because("Invalid value: '" + role
          + "'. Supported values are: 'assistant', 'system', 'developer', and 'user'.");
    };
  }

  private static List<Part> content(JsonNode content) {
    if (content.isString()) {
      return List.of(new Part.Text(content.stringValue()));
    }
    return Reading.list(content).stream().map(OpenAiResponses::part).toList();
  }

  private static Part part(JsonNode part) {
    String type = Reading.textOr(part, "type", "");
    return switch (type) {
      case "input_text", "output_text", "text" -> new Part.Text(Reading.textOr(part, "text", ""));
      case "input_image" -> new Part.Linked(Reading.textOr(part, "image_url", ""), "image/*");
      default -> new Part.Raw("openai", type, part);
    };
  }

  private static OutputFormat output(JsonNode body) {
    JsonNode format = Reading.objectOr(Reading.objectOr(body, "text"), "format");
    return switch (Reading.textOr(format, "type", "text")) {
      case "json_schema" ->
          new OutputFormat.Schema(Reading.textOr(format, "name", "answer"), Reading.objectOr(format,
              "schema"));
      case "json_object" -> new OutputFormat.Json();
      default -> new OutputFormat.Text();
    };
  }

  @Override
  public JsonNode whole(Exchange exchange) {
    ResponseItems items = remembered(exchange);
    return items.response(items.finished(), items.items());
  }

  @Override
  public List<Frame> frames(Exchange exchange) {
    return new ResponseEvents(remembered(exchange)).frames();
  }

  private ResponseItems remembered(Exchange exchange) {
    ResponseItems items = new ResponseItems(exchange);
    boolean kept = Optional.ofNullable(exchange.question().body().get("store")).map(store -> store.asBoolean(
        true))
        .orElse(true);
    if (kept) {
      List<Message> messages = new ArrayList<>(exchange.question().messages().stream().filter(
          message -> message.role() != Role.SYSTEM).toList());
      messages.add(new Message(Role.ASSISTANT, items.parts()));
      conversations.keep(items.id(), messages);
    }
    return items;
  }
}
