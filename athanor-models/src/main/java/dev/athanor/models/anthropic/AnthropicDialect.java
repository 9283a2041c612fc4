package dev.athanor.models.anthropic;

import dev.athanor.json.Json;
import dev.athanor.model.ModelSettings;
import dev.athanor.model.OutputFormat;
import dev.athanor.model.Part;
import dev.athanor.model.Role;
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
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Anthropic's messages. */
public record AnthropicDialect() implements Dialect {
  /** What Anthropic needs to be told: how long an answer may become. */
  public static final ModelSettings DEFAULTS =
      new ModelSettings(Optional.empty(), Optional.empty(), Optional.empty(),
          Optional.of(8192), Optional.empty(), List.of(), Optional.empty(), Map.of());

  @Override
  public StreamingChatModel model(HttpClientBuilder http, String baseUrl, Question question) {
    return AnthropicStreamingChatModel.builder().httpClientBuilder(http).baseUrl(baseUrl)
        .modelName(question.request().model().model())
        .apiKey("set on the wire").returnThinking(true).midConversationSystemMessages(amid(question)).build();
  }

  /**
   * Whether instructions stay amid the conversation, which new models know only. They must, if they hold more than text: then the text
   * before them is not said to begin with either.
   */
  private static boolean amid(Question question) {
    return question.request().messages().stream()
        .anyMatch(message -> message.role() == Role.SYSTEM && message.parts()
            .stream().anyMatch(part -> !(part instanceof Part.Text)));
  }

  @Override
  public Authorization authorization(Secret key, Map<String, String> headers) {
    return new Authorization("x-api-key", "", key, headers);
  }

  @Override
  public void settings(Question question, ChatRequest.Builder request) {
    ModelSettings settings = question.request().settings().or(DEFAULTS);
    settings.maxOutputTokens().ifPresent(request::maxOutputTokens);
    settings.topK().ifPresent(request::topK);
    if (question.request().output() instanceof OutputFormat.Json) {
      throw question.refuse("Anthropic gives JSON only by a schema; give the output a schema");
    }
  }

  @Override
  public void amend(ObjectNode body, Question question) {
    for (int tool = 0; tool < body.path("tools").size(); tool++) {
      ((ObjectNode) body.get("tools").get(tool)).set("input_schema",
          question.request().tools().get(tool).parameters());
    }
    question.request().settings().reasoningEffort()
        .ifPresent(effort -> Bodies.object(body, "output_config").put("effort",
            effort));
    if (question.request().output() instanceof OutputFormat.Schema(_, var schema)) {
      Bodies.object(body, "output_config").putObject("format").put("type", "json_schema").set("schema",
          schema);
    }
  }

  @Override
  public List<JsonNode> system(List<Part> parts, Question question) {
    return user(parts, question);
  }

  @Override
  public List<JsonNode> user(List<Part> parts, Question question) {
    return parts.stream().map(part -> content(part, question)).toList();
  }

  private static JsonNode content(Part part, Question question) {
    return switch (part) {
      case Part.Text(var text) -> text(text);
      case Part.Linked(var uri, var type) when type.startsWith("image/") ->
          source("image", Json.object().put("type",
              "url").put("url", uri));
      case Part.Linked(var uri, var type) when type.equals("application/pdf") ->
          source("document", Json.object().put(
              "type", "url").put("url", uri));
      case Part.Stored(var file, _) when file.mediaType().startsWith("image/") ->
          source("image", base64(question.base64(
              file), file.mediaType()));
      case Part.Stored(var file, var name) when file.mediaType().equals("application/pdf") ->
          titled(name, source(
              "document", base64(question.base64(file), file.mediaType())));
      case Part.Stored(var file, var name) when file.mediaType().startsWith("text/") -> titled(name,
          source("document",
              Json.object().put("type", "text").put("media_type", "text/plain").put("data",
                  question.text(file))));
      case Part.Raw raw when question.owns(raw) -> raw.value();
      case Part.Raw _,Part.Stored _,Part.Linked _,Part.Reasoning _,Part.ToolCall _,Part.ToolResult _ ->
          throw question.refuse(part, "texts, images, PDF and plain text");
    };
  }

  private static ObjectNode text(String text) {
    return Json.object().put("type", "text").put("text", text);
  }

  private static ObjectNode base64(String data, String mediaType) {
    return Json.object().put("type", "base64").put("media_type", mediaType).put("data", data);
  }

  private static ObjectNode source(String type, ObjectNode source) {
    ObjectNode block = Json.object().put("type", type);
    block.set("source", source);
    return block;
  }

  private static ObjectNode titled(Optional<String> name, ObjectNode block) {
    name.ifPresent(title -> block.put("title", title));
    return block;
  }

  @Override
  public List<JsonNode> assistant(List<Part> parts, Question question) {
    ArrayNode blocks = Json.MAPPER.createArrayNode();
    for (Part part : parts) {
      switch (part) {
        case Part.Text(var text) when text.isEmpty() -> {
          continue;
        }
        case Part.Text(var text) -> blocks.add(text(text));
        case Part.Reasoning thought ->
            question.signature(thought).ifPresent(signature -> blocks.add(Json.object().put(
                "type", "thinking").put("thinking", thought.text()).put("signature", signature)));
        case Part.ToolCall call -> {
          ObjectNode block =
              Json.object().put("type", "tool_use").put("id", call.id()).put("name", call.name());
          block.set("input", Arguments.object(call.arguments()));
          blocks.add(block);
        }
        case Part.Raw raw when question.owns(raw) -> Blocks.write(raw, blocks);
        case Part.Raw _ -> {
          continue;
        }
        case Part.Stored _,Part.Linked _,Part.ToolResult _ -> throw question.refuse(part,
            "texts, thoughts and tool calls in what the model has said");
      }
    }
    return blocks.valueStream().toList();
  }

  @Override
  public List<JsonNode> results(List<Part.ToolResult> results, Question question) {
    return results.stream().<JsonNode>map(result -> {
      ObjectNode block = Json.object().put("type", "tool_result").put("tool_use_id", result.id());
      block.putArray("content").addAll(user(result.content(), question));
      return result.failed() ? block.put("is_error", true) : block;
    }).toList();
  }

  @Override
  public Assembly assembly(Author author) {
    return new AnthropicMessage(author);
  }

  @Override
  public String listing() {
    return "/models?limit=1000";
  }
}
