package dev.athanor.models.cassette;

import dev.athanor.journal.Payload;
import dev.athanor.model.Message;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.OutputFormat;
import dev.athanor.model.Part;
import dev.athanor.model.Role;
import dev.athanor.model.ToolChoice;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/** OpenAI's responses. */
final class ResponsesRequests extends RequestReader {
  ResponsesRequests(String provider, JsonNode body, BiFunction<byte[], String, Payload> store) {
    super(provider, body, store);
  }

  @Override
  ModelRequest read(String unused) {
    String model = body.text("model").orElseThrow();
    body.items("input").forEach(this::item);
    body.items("tools").forEach(tool -> tool(tool, tool, "parameters"));
    body.drop("stream");
    OutputFormat output = body.take("text", "format").filter(format -> format.has("schema"))
        .<OutputFormat>map(
            format -> new OutputFormat.Schema(format.path("name").asString(""), format.get("schema")))
        .orElseGet(
            OutputFormat.Text::new);
    return request(model, ToolChoice.AUTO, output,
        settings(body.take("temperature"), body.take("top_p"), Optional.empty(),
            body.number("max_output_tokens"), body.text("reasoning", "effort")));
  }

  private void item(JsonNode item) {
    Role role = switch (item.path("role").asString("")) {
      case "system", "developer" -> Role.SYSTEM;
      case "user" -> Role.USER;
      default -> throw new IllegalArgumentException("an item that is not known: " + item);
    };
    JsonNode content = item.path("content");
    messages.add(new Message(role,
        content.isString() ? List.of(new Part.Text(content.stringValue())) : content.valueStream()
            .map(this::part).toList()));
  }

  private Part part(JsonNode part) {
    return switch (part.path("type").asString("")) {
      case "input_text" -> new Part.Text(part.path("text").asString(""));
      case "input_file" -> {
        String data = part.path("file_data").asString("");
        yield stored(data.substring(data.indexOf(',') + 1),
            data.substring("data:".length(), data.indexOf(';')), Optional
                .of(part.path("filename").asString("")));
      }
      default -> raw(part);
    };
  }
}
