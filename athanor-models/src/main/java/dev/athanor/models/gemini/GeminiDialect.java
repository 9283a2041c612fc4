package dev.athanor.models.gemini;

import dev.athanor.json.Json;
import dev.athanor.model.ModelSettings;
import dev.athanor.model.OutputFormat;
import dev.athanor.model.Part;
import dev.athanor.model.Tool;
import dev.athanor.models.chat.Assembly;
import dev.athanor.models.chat.Author;
import dev.athanor.models.chat.Bodies;
import dev.athanor.models.chat.Dialect;
import dev.athanor.models.chat.Question;
import dev.athanor.models.wire.Authorization;
import dev.athanor.models.wire.Secret;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Google's generated content. */
public record GeminiDialect() implements Dialect {
  @Override
  public StreamingChatModel model(HttpClientBuilder http, String baseUrl, Question question) {
    return GoogleAiGeminiStreamingChatModel.builder().httpClientBuilder(http).baseUrl(baseUrl)
        .modelName(question.request().model().model())
        .apiKey("set on the wire").returnThinking(true).build();
  }

  @Override
  public Authorization authorization(Secret key, Map<String, String> headers) {
    return new Authorization("x-goog-api-key", "", key, headers);
  }

  @Override
  public void settings(Question question, ChatRequest.Builder request) {
    ModelSettings settings = question.request().settings();
    settings.maxOutputTokens().ifPresent(request::maxOutputTokens);
    settings.topK().ifPresent(request::topK);
  }

  @Override
  public void amend(ObjectNode body, Question question) {
    tools(body, question.request().tools());
    ObjectNode config = Bodies.object(body, "generationConfig");
    ModelSettings settings = question.request().settings();
    settings.seed().ifPresent(seed -> config.put("seed", seed));
    settings.reasoningEffort()
        .ifPresent(effort -> Bodies.object(config, "thinkingConfig").put("thinkingLevel",
            effort));
    switch (question.request().output()) {
      case OutputFormat.Text _ -> config.remove("responseMimeType");
      case OutputFormat.Json _ -> config.put("responseMimeType", "application/json");
      case OutputFormat.Schema(_, var schema) -> config.put("responseMimeType", "application/json").set(
          "responseJsonSchema", schema);
    }
  }

  private static void tools(ObjectNode body, List<Tool> tools) {
    int tool = 0;
    for (JsonNode declarations : body.path("tools")) {
      for (JsonNode declaration : declarations.path("functionDeclarations")) {
        ObjectNode declared = (ObjectNode) declaration;
        declared.remove("parameters");
        declared.set("parametersJsonSchema", tools.get(tool++).parameters());
      }
    }
  }

  @Override
  public List<JsonNode> system(List<Part> parts, Question question) {
    return user(parts, question);
  }

  @Override
  public List<JsonNode> user(List<Part> parts, Question question) {
    return parts.stream().map(part -> switch (part) {
      case Part.Text(var text) -> Json.object().put("text", text);
      case Part.Stored(var file, _) ->
          holding("inlineData", Json.object().put("mimeType", file.mediaType()).put("data",
              question.base64(file)));
      case Part.Linked(var uri, var type) ->
          holding("fileData", Json.object().put("mimeType", type).put("fileUri", uri));
      case Part.Raw raw when question.owns(raw) -> raw.value();
      case Part.Raw _,Part.Reasoning _,Part.ToolCall _,Part.ToolResult _ -> throw question.refuse(part,
          "texts, files and links");
    }).toList();
  }

  private static ObjectNode holding(String name, ObjectNode value) {
    ObjectNode part = Json.object();
    part.set(name, value);
    return part;
  }

  @Override
  public List<JsonNode> assistant(List<Part> parts, Question question) {
    return GeminiParts.written(parts, question);
  }

  @Override
  public List<JsonNode> results(List<Part.ToolResult> results, Question question) {
    return results.stream().<JsonNode>map(result -> {
      ObjectNode response = Json.object().put("name", result.name());
      GeminiParts.id(result.id()).ifPresent(id -> response.put("id", id));
      response.putObject("response").put(result.failed() ? "error" : "result",
          result.content().stream().map(part -> {
            if (part instanceof Part.Text(var text)) {
              return text;
            }
            throw question.refuse(part, "texts in the result of a tool");
          }).collect(Collectors.joining()));
      return holding("functionResponse", response);
    }).toList();
  }

  @Override
  public Assembly assembly(Author author) {
    return new GeneratedContent(author);
  }

  @Override
  public String listing() {
    return "/models?pageSize=1000";
  }

  @Override
  public List<String> listed(JsonNode body) {
    return body.path("models").valueStream()
        .map(model -> model.path("name").asString("").replaceFirst("^models/", ""))
        .toList();
  }
}
