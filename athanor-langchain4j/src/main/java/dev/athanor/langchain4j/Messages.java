package dev.athanor.langchain4j;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.model.Message;
import dev.athanor.model.Part;
import dev.athanor.model.Role;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.CustomMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages in both languages. What LangChain4j says and ours has no word for stands in a raw part, so that what comes back
 * equals what went in; that is checked for every message.
 */
final class Messages {
  /** Whose words raw parts are. */
  static final String PROVIDER = "langchain4j";
  /** The raw part with a whole message in LangChain4j's own JSON. */
  private static final String WHOLE = "message";
  /** The raw part with what else is said of a message. */
  private static final String MORE = "more";
  /** The raw part with a content that is no text, in LangChain4j's own JSON. */
  private static final String CONTENT = "content";

  private Messages() {}

  static List<Message> ours(List<ChatMessage> messages) {
    return messages.stream().map(Messages::ours).toList();
  }

  static List<ChatMessage> theirs(List<Message> messages) {
    return messages.stream().map(Messages::theirs).toList();
  }

  static Message ours(ChatMessage message) {
    Optional<Message> typed = typed(message);
    if (typed.isPresent() && theirs(typed.get()).equals(message)) {
      return typed.get();
    }
    JsonNode json = Json.parse(ChatMessageSerializer.messageToJson(message));
    Message whole = new Message(role(message), List.of(new Part.Raw(PROVIDER, WHOLE, json)));
    if (!theirs(whole).equals(message)) {
      throw AthanorException.data("message-unrecordable", "a " + message.type()
          + " message can't be recorded so that it comes back as it was: "
          + Json.abbreviate(json.toString(), 200)
          + "; expected attributes of text, numbers, lists and maps, and LangChain4j's own types");
    }
    return whole;
  }

  private static Role role(ChatMessage message) {
    return switch (message.type()) {
      case SYSTEM -> Role.SYSTEM;
      case AI -> Role.ASSISTANT;
      case TOOL_EXECUTION_RESULT -> Role.TOOL;
      case USER, CUSTOM -> Role.USER;
    };
  }

  /** In our words; empty if that can't be done. */
  private static Optional<Message> typed(ChatMessage message) {
    return switch (message) {
      case SystemMessage system -> Optional.of(Message.system(system.text()));
      case UserMessage user -> user(user);
      case AiMessage assistant -> assistant(assistant);
      case ToolExecutionResultMessage result -> result(result);
      case CustomMessage _ -> Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Message> user(UserMessage message) {
    List<Part> parts = new ArrayList<>();
    message.contents().forEach(content -> parts.add(part(content)));
    Map<String, Object> more = new java.util.LinkedHashMap<>();
    if (message.name() != null) {
      more.put("name", message.name());
    }
    return more(more, message.attributes(), parts).map(all -> new Message(Role.USER, all));
  }

  private static Optional<Message> assistant(AiMessage message) {
    List<Part> parts = new ArrayList<>();
    if (message.thinking() != null) {
      parts.add(new Part.Reasoning(message.thinking(), Optional.empty()));
    }
    if (message.text() != null) {
      parts.add(new Part.Text(message.text()));
    }
    for (ToolExecutionRequest call : message.toolExecutionRequests()) {
      if (call.arguments() == null) {
        return Optional.empty();
      }
      parts.add(new Part.ToolCall(call.id() == null ? "" : call.id(), call.name(), call.arguments()));
    }
    return more(Map.of(), message.attributes(), parts).map(all -> new Message(Role.ASSISTANT, all));
  }

  private static Optional<Message> result(ToolExecutionResultMessage message) {
    List<Part> contents = message.contents().stream().map(Messages::part).toList();
    Part.ToolResult result = new Part.ToolResult(message.id() == null ? "" : message.id(), message.toolName(),
        contents, Boolean.TRUE.equals(message.isError()));
    Map<String, Object> more = message.isError() == null ? Map.of("untold", "isError") : Map.of();
    return more(more, message.attributes(), List.of(result)).map(all -> new Message(Role.TOOL, all));
  }

  /** The parts, and one more if there is more to say. */
  private static Optional<List<Part>> more(Map<String, Object> said, Map<String, Object> attributes,
      List<Part> parts) {
    if (said.isEmpty() && attributes.isEmpty()) {
      return Optional.of(parts);
    }
    Map<String, Object> more = new java.util.LinkedHashMap<>(said);
    more.put("attributes", attributes);
    List<Part> all = new ArrayList<>(parts);
    return Values.encoded(more).map(json -> {
      all.add(new Part.Raw(PROVIDER, MORE, json));
      return all;
    });
  }

  /** A content: text in our words, anything else in theirs. */
  static Part part(Content content) {
    if (content instanceof TextContent text) {
      return new Part.Text(text.text());
    }
    ObjectNode user = (ObjectNode) Json.parse(ChatMessageSerializer.messageToJson(UserMessage.from(content)));
    return new Part.Raw(PROVIDER, CONTENT, user.required("contents").required(0));
  }

  /** A content in LangChain4j's words. */
  static Content content(Part part) {
    if (part instanceof Part.Text(var text)) {
      return TextContent.from(text);
    }
    if (part instanceof Part.Raw(var provider, var kind, var value) && provider.equals(PROVIDER)
        && kind.equals(CONTENT)) {
      ObjectNode user = Json.object().put("type", "USER");
      user.set("contents", Json.MAPPER.createArrayNode().add(value));
      return ((UserMessage) ChatMessageDeserializer.messageFromJson(user.toString())).contents().getFirst();
    }
    throw AthanorException.data("part-foreign", "LangChain4j has no word for a part of the record: " + part);
  }

  static ChatMessage theirs(Message message) {
    if (message.parts().size() == 1
        && message.parts().getFirst() instanceof Part.Raw(var provider, var kind, var value)
        && provider.equals(PROVIDER) && kind.equals(WHOLE)) {
      return ChatMessageDeserializer.messageFromJson(value.toString());
    }
    return switch (message.role()) {
      case SYSTEM -> SystemMessage.from(message.text());
      case USER -> theirUser(message);
      case ASSISTANT -> theirAssistant(message);
      case TOOL -> theirResult(message);
    };
  }

  private static ChatMessage theirUser(Message message) {
    Map<String, Object> more = more(message);
    UserMessage.Builder builder = UserMessage.builder().contents(
        message.parts().stream().filter(part -> !isMore(part)).map(Messages::content).toList());
    if (more.get("name") instanceof String name) {
      builder.name(name);
    }
    return builder.attributes(attributes(more)).build();
  }

  /** An assistant's message from its parts, such as a person supplies it to a fork too. */
  static AiMessage theirAssistant(Message message) {
    AiMessage.Builder builder = AiMessage.builder();
    List<ToolExecutionRequest> calls = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    StringBuilder thought = new StringBuilder();
    boolean spoke = false;
    boolean thinks = false;
    for (Part part : message.parts()) {
      switch (part) {
        case Part.Text(var said) -> {
          text.append(said);
          spoke = true;
        }
        case Part.Reasoning(var said, _) -> {
          thought.append(said);
          thinks = true;
        }
        case Part.ToolCall(var id, var name, var arguments) ->
            calls.add(ToolExecutionRequest.builder().id(orNull(id)).name(name).arguments(arguments).build());
        case Part.Raw raw when isMore(raw) -> {
        }
        case Part.Raw _,Part.Stored _,Part.Linked _,Part.ToolResult _ -> throw AthanorException.data(
            "part-foreign", "LangChain4j has no word for a part of an answer: " + part);
      }
    }
    return builder.text(spoke ? text.toString() : null).thinking(thinks ? thought.toString() : null)
        .toolExecutionRequests(calls).attributes(attributes(more(message))).build();
  }

  private static ChatMessage theirResult(Message message) {
    Part.ToolResult result = message.parts().stream().filter(Part.ToolResult.class::isInstance)
        .map(Part.ToolResult.class::cast).findFirst()
        .orElseThrow(
            () -> AthanorException.data("part-missing", "a tool's message without a result: " + message));
    Map<String, Object> more = more(message);
    return ToolExecutionResultMessage.builder().id(orNull(result.id())).toolName(result.name())
        .contents(result.content().stream().map(Messages::content).toList())
        .isError(more.containsKey("untold") ? null : result.failed()).attributes(attributes(more)).build();
  }

  @SuppressWarnings("NullAway") // LangChain4j says null where it knows no name
  private static String orNull(String id) {
    return id.isEmpty() ? null : id;
  }

  private static boolean isMore(Part part) {
    return part instanceof Part.Raw(var provider, var kind, _) && provider.equals(PROVIDER)
        && kind.equals(MORE);
  }

  private static Map<String, Object> more(Message message) {
    return message.parts().stream().filter(Messages::isMore).findFirst()
        .map(part -> Values.map(((Part.Raw) part).value())).orElse(Map.of());
  }

  @SuppressWarnings("unchecked") // this is how it was written
  private static Map<String, Object> attributes(Map<String, Object> more) {
    return more.get("attributes") instanceof Map<?, ?> attributes ? (Map<String, Object>) attributes
        : Map.of();
  }
}
