package dev.athanor.models.openai;

import dev.athanor.json.Json;
import dev.athanor.model.ModelSettings;
import dev.athanor.model.OutputFormat;
import dev.athanor.model.Part;
import dev.athanor.model.Tool;
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
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAI's chat completions.
 *
 * @param own whether OpenAI itself is asked, which calls some things otherwise than those who are like it
 */
public record OpenAiDialect(boolean own) implements Dialect {
  @Override
  public StreamingChatModel model(HttpClientBuilder http, String baseUrl, Question question) {
    return new OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder().httpClientBuilder(http)
        .baseUrl(baseUrl)
        .modelName(question.request().model().model())
        .returnThinking(true).accumulateToolCallId(false).build();
  }

  @Override
  public Authorization authorization(Secret key, Map<String, String> headers) {
    return new Authorization("Authorization", "Bearer ", key, headers);
  }

  @Override
  public void settings(Question question, ChatRequest.Builder request) {}

  @Override
  public void amend(ObjectNode body, Question question) {
    ModelSettings settings = question.request().settings();
    settings.maxOutputTokens()
        .ifPresent(most -> body.put(own ? "max_completion_tokens" : "max_tokens", most));
    settings.topK().ifPresent(most -> body.put("top_k", most));
    settings.seed().ifPresent(seed -> body.put("seed", seed));
    settings.reasoningEffort().ifPresent(effort -> body.put("reasoning_effort", effort));
    tools(body, question.request().tools());
    format(body, question.request().output());
  }

  private static void tools(ObjectNode body, List<Tool> tools) {
    for (int tool = 0; tool < body.path("tools").size(); tool++) {
      ((ObjectNode) body.get("tools").get(tool).get("function")).set("parameters",
          tools.get(tool).parameters());
    }
  }

  private static void format(ObjectNode body, OutputFormat output) {
    switch (output) {
      case OutputFormat.Text _ -> body.remove("response_format");
      case OutputFormat.Json _ -> body.putObject("response_format").put("type", "json_object");
      case OutputFormat.Schema(var name, var schema) -> {
        ObjectNode format =
            body.putObject("response_format").put("type", "json_schema").putObject("json_schema");
        format.put("name", name).put("strict", StrictSchema.fits(schema)).set("schema", schema);
      }
    }
  }

  @Override
  public List<JsonNode> system(List<Part> parts, Question question) {
    return List.of(message("system", parts, question));
  }

  @Override
  public List<JsonNode> user(List<Part> parts, Question question) {
    return List.of(message("user", parts, question));
  }

  private static ObjectNode message(String role, List<Part> parts, Question question) {
    ObjectNode message = Json.object().put("role", role);
    List<JsonNode> content = parts.stream().map(part -> content(part, question)).toList();
    message.putArray("content").addAll(content);
    return message;
  }

  private static JsonNode content(Part part, Question question) {
    return switch (part) {
      case Part.Text(var text) -> Json.object().put("type", "text").put("text", text);
      case Part.Linked(var uri, var type) when type.startsWith("image/") -> image(uri);
      case Part.Stored(var file, _) when file.mediaType().startsWith("image/") ->
          image(question.dataUri(file));
      case Part.Stored(var file, _) when file.mediaType().startsWith("audio/") -> audio(
          question.base64(file), file.mediaType());
      case Part.Stored(var file, var name) -> {
        ObjectNode content = Json.object().put("type", "file");
        content.putObject("file").put("filename", name.orElse("file")).put("file_data",
            question.dataUri(file));
        yield content;
      }
      case Part.Raw raw when question.owns(raw) -> raw.value();
      case Part.Raw _,Part.Linked _,Part.Reasoning _,Part.ToolCall _,Part.ToolResult _ ->
          throw question.refuse(part,
              "texts, files and links to images");
    };
  }

  private static JsonNode image(String uri) {
    ObjectNode content = Json.object().put("type", "image_url");
    content.putObject("image_url").put("url", uri);
    return content;
  }

  private static JsonNode audio(String base64, String mediaType) {
    String format = mediaType.substring("audio/".length());
    ObjectNode content = Json.object().put("type", "input_audio");
    content.putObject("input_audio").put("data", base64).put("format", format.equals("mpeg") ? "mp3"
        : format.replace("x-", ""));
    return content;
  }

  @Override
  public List<JsonNode> assistant(List<Part> parts, Question question) {
    ObjectNode message = Json.object().put("role", "assistant").putNull("content");
    for (Part part : parts) {
      switch (part) {
        case Part.Text(var text) -> Bodies.append(message, "content", text);
        // OpenAI itself has no such member; others want their thought back to go on from it.
        case Part.Reasoning(var text, _) when !own -> Bodies.append(message, "reasoning_content", text);
        case Part.Reasoning _ -> {
          continue;
        }
        case Part.ToolCall call -> calls(message).add(call(call));
        case Part.Raw raw when question.owns(raw) && raw.kind().equals(Completion.CALL) ->
            calls(message).add(raw
                .value());
        case Part.Raw raw when question.owns(raw) && raw.kind().startsWith(Completion.CALL + ".") ->
            Blocks.write(raw,
                calls(message));
        case Part.Raw raw when question.owns(raw) -> message.set(raw.kind(), raw.value());
        case Part.Raw _ -> {
          continue;
        }
        case Part.Stored _,Part.Linked _,Part.ToolResult _ -> throw question.refuse(part,
            "texts and tool calls in what the model has said");
      }
    }
    return List.of(message);
  }

  private static tools.jackson.databind.node.ArrayNode calls(ObjectNode message) {
    return message.get("tool_calls") instanceof tools.jackson.databind.node.ArrayNode calls ? calls
        : message.putArray("tool_calls");
  }

  private static JsonNode call(Part.ToolCall call) {
    ObjectNode written = Json.object().put("id", call.id()).put("type", "function");
    written.putObject("function").put("name", call.name()).put("arguments", call.arguments());
    return written;
  }

  @Override
  public List<JsonNode> results(List<Part.ToolResult> results, Question question) {
    return results.stream().<JsonNode>map(result -> {
      ObjectNode message = Json.object().put("role", "tool").put("tool_call_id", result.id());
      message.put("content", result.content().stream().map(part -> {
        if (part instanceof Part.Text(var text)) {
          return text;
        }
        throw question.refuse(part, "texts in the result of a tool");
      }).collect(java.util.stream.Collectors.joining()));
      return message;
    }).toList();
  }

  @Override
  public Assembly assembly(Author author) {
    return new Completion(author.provider());
  }

  @Override
  public String listing() {
    return "/models";
  }
}
