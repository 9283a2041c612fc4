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
import tools.jackson.databind.node.ObjectNode;

/** Google's generated content. */
final class GeminiRequests extends RequestReader {
  GeminiRequests(String provider, JsonNode body, BiFunction<byte[], String, Payload> store) {
    super(provider, body, store);
  }

  @Override
  ModelRequest read(String model) {
    body.take("systemInstruction")
        .ifPresent(system -> messages.add(Message.system(text(system.path("parts")))));
    body.items("contents").forEach(this::content);
    body.items("tools").forEach(this::tools);
    ToolChoice choice = switch (body.text("toolConfig", "functionCallingConfig", "mode").orElse("AUTO")) {
      case "ANY" -> ToolChoice.REQUIRED;
      case "NONE" -> ToolChoice.NONE;
      default -> ToolChoice.AUTO;
    };
    Optional<JsonNode> schema = body.take("generationConfig", "responseJsonSchema").or(
        () -> body.take("generationConfig", "responseSchema"));
    Optional<String> type = body.text("generationConfig", "responseMimeType");
    OutputFormat output = schema.<OutputFormat>map(form -> new OutputFormat.Schema("answer", form)).orElseGet(
        () -> type.isPresent() ? new OutputFormat.Json() : new OutputFormat.Text());
    return request(model, choice, output, settings(body.take("generationConfig", "temperature"), body.take(
        "generationConfig", "topP"), Optional.empty(), body.number("generationConfig", "maxOutputTokens"),
        Optional
            .empty()));
  }

  private void tools(JsonNode tool) {
    if (!tool.has("functionDeclarations")) {
      hosted(tool);
    }
    tool.path("functionDeclarations").forEach(declared -> {
      ObjectNode known = ((ObjectNode) declared).deepCopy();
      JsonNode schema =
          List.of("parametersJsonSchema", "parameters_json_schema", "parameters").stream().map(known::remove)
              .filter(java.util.Objects::nonNull).findFirst().orElseGet(() -> object().put("type", "object"));
      known.set("schema", schema);
      tool(tool, known, "schema");
    });
  }

  private void content(JsonNode content) {
    List<Part> results = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    content.path("parts").forEach(part -> {
      if (part.has("thoughtSignature") && !part.path("thought").asBoolean(false)) {
        parts.add(new Part.Reasoning("", Optional.of(part.get("thoughtSignature").asString(""))));
      }
      (part.has("functionResponse") ? results : parts).add(part(part));
    });
    if (!results.isEmpty()) {
      messages.add(new Message(Role.TOOL, results));
    }
    if (!parts.isEmpty()) {
      messages.add(new Message(
          content.path("role").asString("user").equals("model") ? Role.ASSISTANT : Role.USER, parts));
    }
  }

  private Part part(JsonNode part) {
    if (part.has("text")) {
      String text = part.get("text").asString("");
      return part.path("thought").asBoolean(false) ? new Part.Reasoning(text, Optional.ofNullable(part.get(
          "thoughtSignature")).map(node -> node.asString(""))) : new Part.Text(text);
    }
    if (part.has("functionCall")) {
      JsonNode call = part.get("functionCall");
      return new Part.ToolCall(call.path("id").asString(""), call.path("name").asString(""),
          call.path("args").toString());
    }
    if (part.has("functionResponse")) {
      JsonNode result = part.get("functionResponse");
      return new Part.ToolResult(result.path("id").asString(""), result.path("name").asString(""),
          List.of(new Part.Text(
              result.path("response").toString())),
          false);
    }
    if (part.has("inlineData")) {
      return stored(part.get("inlineData").path("data").asString(""),
          part.get("inlineData").path("mimeType").asString(""),
          Optional.empty());
    }
    return new Part.Raw(provider, part.propertyNames().iterator().next(), part);
  }
}
