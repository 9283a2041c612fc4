package dev.athanor.models.cassette;

import dev.athanor.journal.Payload;
import dev.athanor.model.Message;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.OutputFormat;
import dev.athanor.model.Part;
import dev.athanor.model.Role;
import dev.athanor.model.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/** Anthropic's messages. */
final class AnthropicRequests extends RequestReader {
  AnthropicRequests(String provider, JsonNode body, BiFunction<byte[], String, Payload> store) {
    super(provider, body, store);
  }

  @Override
  ModelRequest read(String unused) {
    String model = body.text("model").orElseThrow();
    body.take("system").ifPresent(system -> {
      if (system.isString()) {
        messages.add(Message.system(system.stringValue()));
      } else {
        system.forEach(block -> messages.add(Message.system(block.path("text").asString(""))));
      }
    });
    body.items("messages").forEach(this::message);
    body.items("tools").forEach(tool -> tool(tool, tool, "input_schema"));
    body.drop("stream");
    ToolChoice choice =
        switch (body.take("tool_choice").map(node -> node.path("type").asString("")).orElse("auto")) {
          case "any" -> ToolChoice.REQUIRED;
          case "none" -> ToolChoice.NONE;
          default -> ToolChoice.AUTO;
        };
    OutputFormat output = body.take("output_config", "format").<OutputFormat>map(
        format -> new OutputFormat.Schema("answer", format.get("schema"))).orElseGet(OutputFormat.Text::new);
    return request(model, choice, output,
        settings(body.take("temperature"), body.take("top_p"), body.number("top_k"),
            body.number("max_tokens"), body.text("output_config", "effort")));
  }

  private void message(JsonNode message) {
    JsonNode content = message.path("content");
    if (message.path("role").asString("").equals("system")) {
      messages.add(content.isString() ? Message.system(content.stringValue())
          : new Message(Role.SYSTEM, content.valueStream()
              .map(this::part).toList()));
      return;
    }
    Role role = message.path("role").asString("").equals("assistant") ? Role.ASSISTANT : Role.USER;
    if (content.isString()) {
      messages.add(new Message(role, List.of(new Part.Text(content.stringValue()))));
      return;
    }
    List<Part> results = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    content.forEach(
        block -> (block.path("type").asString("").equals("tool_result") ? results : parts).add(part(block)));
    if (!results.isEmpty()) {
      messages.add(new Message(Role.TOOL, results));
    }
    if (!parts.isEmpty()) {
      messages.add(new Message(role, parts));
    }
  }

  private Part part(JsonNode block) {
    return switch (block.path("type").asString("")) {
      case "text" -> new Part.Text(block.path("text").asString(""));
      case "thinking" ->
          new Part.Reasoning(block.path("thinking").asString(""), Optional.of(block.path("signature")
              .asString("")));
      case "tool_use" ->
          new Part.ToolCall(block.path("id").asString(""), block.path("name").asString(""), block.path(
              "input").toString());
      case "tool_result" -> new Part.ToolResult(block.path("tool_use_id").asString(""), "",
          block.path("content")
              .isString() ? List.of(new Part.Text(block.path("content").stringValue()))
                  : block.path("content").valueStream()
                      .map(this::part).toList(),
          block.path("is_error").asBoolean(false));
      default -> raw(block);
    };
  }
}
