package dev.athanor.models.ollama;

import dev.athanor.json.Json;
import dev.athanor.model.ModelSettings;
import dev.athanor.model.OutputFormat;
import dev.athanor.model.Part;
import dev.athanor.model.ToolChoice;
import dev.athanor.models.chat.Arguments;
import dev.athanor.models.chat.Assembly;
import dev.athanor.models.chat.Author;
import dev.athanor.models.chat.Blocks;
import dev.athanor.models.chat.Bodies;
import dev.athanor.models.chat.Dialect;
import dev.athanor.models.chat.Question;
import dev.athanor.models.wire.Authorization;
import dev.athanor.models.wire.Secret;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Ollama's own chat. */
public record OllamaDialect() implements Dialect {
  /** What calls are named by that have no id of their own. */
  static final String MADE = "athanor-call-";
  private static final String CALL = "tool_call.";

  @Override
  public StreamingChatModel model(HttpClientBuilder http, String baseUrl, Question question) {
    return new OllamaStreamingChatModel.OllamaStreamingChatModelBuilder().httpClientBuilder(http)
        .baseUrl(baseUrl)
        .modelName(question.request().model().model())
        .returnThinking(
            true)
        .build();
  }

  @Override
  public Authorization authorization(Secret key, Map<String, String> headers) {
    return new Authorization("Authorization", "Bearer ", key, headers);
  }

  @Override
  public void settings(Question question, ChatRequest.Builder request) {
    ModelSettings settings = question.request().settings();
    settings.maxOutputTokens().ifPresent(request::maxOutputTokens);
    settings.topK().ifPresent(request::topK);
    if (question.request().toolChoice() == ToolChoice.REQUIRED && !question.request().tools().isEmpty()) {
      throw question
          .refuse("Ollama can't be made to call a tool; leave the choice to it, or ask for JSON by a schema");
    }
  }

  @Override
  public void amend(ObjectNode body, Question question) {
    ModelSettings settings = question.request().settings();
    if (question.request().toolChoice() == ToolChoice.NONE || body.path("tools").isEmpty()) {
      body.remove("tools");
    }
    // An empty list would take the place of the texts at which the model itself is made to stop.
    if (body.path("options").path("stop").isEmpty() && body.get("options") instanceof ObjectNode options) {
      options.remove("stop");
    }
    for (int tool = 0; tool < body.path("tools").size(); tool++) {
      ((ObjectNode) body.get("tools").get(tool).get("function")).set("parameters",
          question.request().tools().get(tool)
              .parameters());
    }
    settings.seed().ifPresent(seed -> Bodies.object(body, "options").put("seed", seed));
    settings.reasoningEffort().ifPresent(effort -> think(body, effort));
    switch (question.request().output()) {
      case OutputFormat.Text _ -> body.remove("format");
      case OutputFormat.Json _ -> body.put("format", "json");
      case OutputFormat.Schema(_, var schema) -> body.set("format", schema);
    }
  }

  private static void think(ObjectNode body, String effort) {
    switch (effort) {
      case "true", "false" -> body.put("think", Boolean.parseBoolean(effort));
      default -> body.put("think", effort);
    }
  }

  @Override
  public List<JsonNode> system(List<Part> parts, Question question) {
    Part first = parts.stream().filter(part -> !(part instanceof Part.Text)).findFirst().orElseThrow();
    throw question.refuse(first, "texts in a message of the role system");
  }

  @Override
  public List<JsonNode> user(List<Part> parts, Question question) {
    ObjectNode message = Json.object().put("role", "user").put("content", "");
    for (Part part : parts) {
      switch (part) {
        case Part.Text(var text) -> Bodies.append(message, "content", text);
        case Part.Stored(var file, _) when file.mediaType().startsWith("image/") ->
            array(message, "images").add(question
                .base64(file));
        case Part.Raw _,Part.Stored _,Part.Linked _,Part.Reasoning _,Part.ToolCall _,Part.ToolResult _ ->
            throw question.refuse(part, "texts and images whose bytes are there");
      }
    }
    return List.of(message);
  }

  private static ArrayNode array(ObjectNode message, String name) {
    return message.get(name) instanceof ArrayNode there ? there : message.putArray(name);
  }

  @Override
  public List<JsonNode> assistant(List<Part> parts, Question question) {
    ObjectNode message = Json.object().put("role", "assistant").put("content", "");
    for (Part part : parts) {
      switch (part) {
        case Part.Text(var text) -> Bodies.append(message, "content", text);
        case Part.Reasoning(var text, _) when !text.isEmpty() -> Bodies.append(message, "thinking", text);
        case Part.ToolCall call -> array(message, "tool_calls").add(call(call));
        case Part.Raw raw when question.owns(raw) && raw.kind().startsWith(CALL) ->
            Blocks.write(raw, array(message,
                "tool_calls"));
        case Part.Raw raw when question.owns(raw) -> message.set(raw.kind(), raw.value());
        case Part.Raw _,Part.Reasoning _ -> {
          continue;
        }
        case Part.Stored _,Part.Linked _,Part.ToolResult _ -> throw question.refuse(part,
            "texts, thoughts and tool calls in what the model has said");
      }
    }
    return List.of(message);
  }

  private static JsonNode call(Part.ToolCall call) {
    ObjectNode written = Json.object();
    if (!call.id().startsWith(MADE)) {
      written.put("id", call.id());
    }
    written.putObject("function").put("name", call.name()).set("arguments",
        Arguments.object(call.arguments()));
    return written;
  }

  @Override
  public List<JsonNode> results(List<Part.ToolResult> results, Question question) {
    return results.stream().<JsonNode>map(result -> {
      ObjectNode message = Json.object().put("role", "tool").put("tool_name", result.name());
      if (!result.id().startsWith(MADE)) {
        message.put("tool_call_id", result.id());
      }
      return message.put("content", result.content().stream().map(part -> {
        if (part instanceof Part.Text(var text)) {
          return text;
        }
        throw question.refuse(part, "texts in the result of a tool");
      }).collect(Collectors.joining()));
    }).toList();
  }

  @Override
  public Assembly assembly(Author author) {
    return new OllamaMessage(author.provider());
  }

  @Override
  public String listing() {
    return "/api/tags";
  }

  @Override
  public List<String> listed(JsonNode body) {
    return body.path("models").valueStream().map(model -> model.path("name").asString("")).toList();
  }
}
