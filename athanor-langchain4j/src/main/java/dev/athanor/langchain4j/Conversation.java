package dev.athanor.langchain4j;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Conversations as cases have them: messages in the form of OpenAI's chat API ({@code role, content, tool_calls, tool_call_id, name}), or the text of
 * one user's message. For programs whose input is more than a question.
 */
public final class Conversation {
  /** Reads both forms, and writes the first. Messages are of text; a message that is more can't be written. */
  public static final Codec<List<ChatMessage>> CODEC = new Codec<>() {
    @Override
    public JsonNode encode(List<ChatMessage> messages) {
      ArrayNode array = Json.MAPPER.createArrayNode();
      messages.forEach(message -> array.add(written(message)));
      return array;
    }

    @Override
    public List<ChatMessage> decode(JsonNode json) {
      return json.isString() ? List.of(UserMessage.from(json.stringValue()))
          : array(json).valueStream().map(Conversation::read).toList();
    }
  };

  private static final String ROLE = "role";
  private static final String CONTENT = "content";
  private static final String CALLS = "tool_calls";
  private static final String CALL = "tool_call_id";
  private static final String FUNCTION = "function";
  private static final String NAME = "name";
  private static final String ARGUMENTS = "arguments";

  private Conversation() {}

  private static JsonNode array(JsonNode json) {
    if (!json.isArray() || json.isEmpty()) {
      throw wrong(json, "text, or an array of messages, each with a role and a content");
    }
    return json;
  }

  private static ChatMessage read(JsonNode json) {
    String text = text(json.path(CONTENT));
    return switch (json.path(ROLE).asString("")) {
      case "system", "developer" -> SystemMessage.from(text);
      case "user" -> UserMessage.from(text);
      case "assistant" -> assistant(json, text);
      case "tool" ->
          ToolExecutionResultMessage.from(json.path(CALL).asString(""), json.path(NAME).asString(""), text);
      default -> throw wrong(json, "a message with the role system, developer, user, assistant or tool");
    };
  }

  private static AiMessage assistant(JsonNode json, String text) {
    List<ToolExecutionRequest> calls = json.path(CALLS).valueStream()
        .map(call -> ToolExecutionRequest.builder().id(call.path("id").asString(""))
            .name(call.path(FUNCTION).path(NAME).asString(""))
            .arguments(arguments(call.path(FUNCTION).path(ARGUMENTS)))
            .build())
        .toList();
    return calls.isEmpty() ? AiMessage.from(text) : AiMessage.from(text, calls);
  }

  /** As text, as OpenAI's API has them, or as the object itself. */
  private static String arguments(JsonNode json) {
    return json.isString() ? json.stringValue() : json.isMissingNode() ? "{}" : json.toString();
  }

  private static String text(JsonNode content) {
    return content.isString() ? content.stringValue()
        : content.valueStream().map(part -> part.path("text").asString("")).collect(Collectors.joining());
  }

  private static ObjectNode written(ChatMessage message) {
    ObjectNode json = Json.object();
    switch (message) {
      case SystemMessage system -> json.put(ROLE, "system").put(CONTENT, system.text());
      case UserMessage user when user.hasSingleText() ->
          json.put(ROLE, "user").put(CONTENT, user.singleText());
      case AiMessage assistant -> written(assistant, json);
      case ToolExecutionResultMessage result ->
          json.put(ROLE, "tool").put(CALL, result.id()).put(NAME, result.toolName()).put(CONTENT,
              result.text());
      default -> throw AthanorException.user("conversation-message", "a message of the type " + message.type()
          + " that is more than text can't be part of a conversation that a run is given; expected text");
    }
    return json;
  }

  private static void written(AiMessage assistant, ObjectNode json) {
    json.put(ROLE, "assistant").put(CONTENT, assistant.text() == null ? "" : assistant.text());
    if (assistant.hasToolExecutionRequests()) {
      ArrayNode calls = json.putArray(CALLS);
      assistant.toolExecutionRequests()
          .forEach(call -> calls.addObject().put("id", call.id()).put("type", FUNCTION).putObject(FUNCTION)
              .put(NAME, call.name()).put(ARGUMENTS, call.arguments()));
    }
  }

  private static AthanorException wrong(JsonNode json, String expected) {
    return AthanorException.data("conversation-form", "this is no conversation: "
        + Json.abbreviate(json.toString(), 200) + "; expected " + expected);
  }
}
