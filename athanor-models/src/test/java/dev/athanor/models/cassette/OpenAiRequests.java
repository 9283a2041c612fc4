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

/** Chat completions. */
final class OpenAiRequests extends RequestReader {
  OpenAiRequests(String provider, JsonNode body, BiFunction<byte[], String, Payload> store) {
    super(provider, body, store);
  }

  @Override
  ModelRequest read(String unused) {
    String model = body.text("model").orElseThrow();
    body.items("messages").forEach(this::message);
    body.items("tools").forEach(tool -> tool(tool, tool.path("function"), "parameters"));
    body.drop("stream", "stream_options");
    Optional<Long> most = body.number("max_completion_tokens").or(() -> body.number("max_tokens"));
    ToolChoice choice = body.text("tool_choice").orElse("auto").equals("required") ? ToolChoice.REQUIRED
        : ToolChoice.AUTO;
    OutputFormat output = output();
    return request(model, choice, output,
        settings(body.take("temperature"), body.take("top_p"), Optional.empty(), most,
            body.text("reasoning_effort")));
  }

  private OutputFormat output() {
    Optional<JsonNode> format = body.take("response_format");
    if (format.isEmpty() || format.get().path("type").asString("").equals("text")) {
      return new OutputFormat.Text();
    }
    return format.get().has("json_schema")
        ? new OutputFormat.Schema(format.get().get("json_schema").path("name")
            .asString(""), format.get().get("json_schema").get("schema"))
        : new OutputFormat.Json();
  }

  private void message(JsonNode message) {
    switch (message.path("role").asString("")) {
      case "system", "developer" -> messages.add(Message.system(text(message.path("content"))));
      case "user" -> messages.add(new Message(Role.USER, content(message.path("content"))));
      case "tool" -> messages
          .add(Message.tool(new Part.ToolResult(message.path("tool_call_id").asString(""), "", List.of(
              new Part.Text(text(message.path("content")))), false)));
      case "assistant" -> messages.add(new Message(Role.ASSISTANT, said(message)));
      default -> throw new IllegalArgumentException("a role that is not known: " + message);
    }
  }

  private static List<Part> said(JsonNode message) {
    List<Part> parts = new ArrayList<>();
    if (message.path("content").isString()) {
      parts.add(new Part.Text(message.get("content").stringValue()));
    }
    message
        .path("tool_calls").forEach(call -> parts.add(new Part.ToolCall(call.path("id").asString(""),
            call.path(
                "function").path("name").asString(""),
            call.path("function").path("arguments").asString(""))));
    return parts;
  }

  private List<Part> content(JsonNode content) {
    if (content.isString()) {
      return List.of(new Part.Text(content.stringValue()));
    }
    return content.valueStream().map(part -> switch (part.path("type").asString("")) {
      case "text" -> new Part.Text(part.path("text").asString(""));
      case "file" -> file(part.path("file"));
      default -> raw(part);
    }).toList();
  }

  private Part file(JsonNode file) {
    String data = file.path("file_data").asString("");
    int type = data.indexOf(';');
    return stored(data.substring(data.indexOf(',') + 1), data.substring("data:".length(), type),
        Optional.of(file.path(
            "filename").asString("")));
  }
}
