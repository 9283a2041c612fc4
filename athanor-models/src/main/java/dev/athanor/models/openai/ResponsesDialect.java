package dev.athanor.models.openai;

import dev.athanor.json.Json;
import dev.athanor.model.ModelSettings;
import dev.athanor.model.OutputFormat;
import dev.athanor.model.Part;
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
import dev.langchain4j.model.openai.OpenAiResponsesStreamingChatModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's responses: thoughts come with them and go back, and there are tools that OpenAI hosts. */
public record ResponsesDialect() implements Dialect {
  /** Items stand beside messages, where LangChain4j has no place for a word of ours: they wait inside a message. */
  private static final String ITEMS = "athanor-items";

  @Override
  public StreamingChatModel model(HttpClientBuilder http, String baseUrl, Question question) {
    return OpenAiResponsesStreamingChatModel.builder().httpClientBuilder(http).baseUrl(baseUrl)
        .modelName(question.request()
            .model().model())
        .build();
  }

  @Override
  public Authorization authorization(Secret key, Map<String, String> headers) {
    return new Authorization("Authorization", "Bearer ", key, headers);
  }

  @Override
  public void settings(Question question, ChatRequest.Builder request) {
    if (!question.request().settings().stop().isEmpty()) {
      throw question
          .refuse("OpenAI's responses know no texts to stop at; leave them out, or ask by chat completions");
    }
    question.request().settings().maxOutputTokens().ifPresent(request::maxOutputTokens);
  }

  @Override
  public void amend(ObjectNode body, Question question) {
    ModelSettings settings = question.request().settings();
    settings.topK().ifPresent(most -> body.put("top_k", most));
    settings.reasoningEffort().ifPresent(effort -> Bodies.object(body, "reasoning").put("effort", effort));
    for (int tool = 0; tool < body.path("tools").size(); tool++) {
      ((ObjectNode) body.get("tools").get(tool)).set("parameters",
          question.request().tools().get(tool).parameters());
    }
    switch (question.request().output()) {
      case OutputFormat.Text _ -> body.remove("text");
      case OutputFormat.Json _ -> body.putObject("text").putObject("format").put("type", "json_object");
      case OutputFormat.Schema(var name, var schema) -> body.putObject("text").putObject("format").put("type",
          "json_schema").put("name", name).put("strict", StrictSchema.fits(schema)).set("schema", schema);
    }
    body.set("input", unpacked(body.path("input")));
  }

  private static ArrayNode unpacked(JsonNode input) {
    ArrayNode items = Json.MAPPER.createArrayNode();
    input.forEach(item -> {
      JsonNode waiting = item.path("content").path(0).path(ITEMS);
      if (waiting.isArray()) {
        items.addAll(waiting.valueStream().toList());
      } else {
        items.add(item);
      }
    });
    return items;
  }

  private static List<JsonNode> waiting(List<JsonNode> items) {
    ObjectNode holder = Json.object();
    holder.putArray(ITEMS).addAll(items);
    return List.of(holder);
  }

  @Override
  public List<JsonNode> system(List<Part> parts, Question question) {
    return user(parts, question);
  }

  @Override
  public List<JsonNode> user(List<Part> parts, Question question) {
    return parts.stream().map(part -> switch (part) {
      case Part.Text(var text) -> Json.object().put("type", "input_text").put("text", text);
      case Part.Linked(var uri, var type) when type.startsWith("image/") -> image(uri);
      case Part.Linked(var uri, _) -> Json.object().put("type", "input_file").put("file_url", uri);
      case Part.Stored(var file, _) when file.mediaType().startsWith("image/") ->
          image(question.dataUri(file));
      case Part.Stored(var file, var name) ->
          Json.object().put("type", "input_file").put("filename", name.orElse("file"))
              .put("file_data", question.dataUri(file));
      case Part.Raw raw when question.owns(raw) -> raw.value();
      case Part.Raw _,Part.Reasoning _,Part.ToolCall _,Part.ToolResult _ -> throw question.refuse(part,
          "texts, files and links");
    }).toList();
  }

  private static JsonNode image(String uri) {
    return Json.object().put("type", "input_image").put("image_url", uri);
  }

  @Override
  public List<JsonNode> assistant(List<Part> parts, Question question) {
    return waiting(new SentItems(question).written(parts));
  }

  @Override
  public List<JsonNode> results(List<Part.ToolResult> results, Question question) {
    List<JsonNode> items = new ArrayList<>();
    for (Part.ToolResult result : results) {
      ObjectNode item = Json.object().put("type", "function_call_output").put("call_id", result.id());
      if (result.content().stream().allMatch(Part.Text.class::isInstance)) {
        item.put("output",
            result.content().stream().map(part -> ((Part.Text) part).text()).collect(Collectors.joining()));
      } else {
        item.putArray("output").addAll(user(result.content(), question));
      }
      items.add(item);
    }
    return waiting(items);
  }

  @Override
  public Assembly assembly(Author author) {
    return new ResponseAssembly(author);
  }

  @Override
  public String listing() {
    return "/models";
  }
}
