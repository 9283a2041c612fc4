package dev.athanor.eval.subject;

import dev.athanor.error.AthanorException;
import dev.athanor.model.Message;
import dev.athanor.model.Part;
import dev.athanor.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Reads conversations as OpenAI's chat API writes them: {@code role, content, tool_calls, tool_call_id, name}. */
public final class ChatMessages {
  private ChatMessages() {}

  /** The messages of an array; none if it is missing. */
  public static List<Message> read(JsonNode array) {
    return array.valueStream().map(ChatMessages::message).toList();
  }

  private static Message message(JsonNode json) {
    String name = json.path("role").asString("");
    List<Part> parts = new ArrayList<>();
    if (name.equals("tool")) {
      parts.add(
          new Part.ToolResult(json.path("tool_call_id").asString(""), json.path("name").asString(""), List.of(
              new Part.Text(text(json.path("content")))), false));
    } else {
      String text = text(json.path("content"));
      if (!text.isEmpty()) {
        parts.add(new Part.Text(text));
      }
      json.path("tool_calls")
          .forEach(call -> parts.add(new Part.ToolCall(call.path("id").asString(""), call.path(
              "function").path("name").asString(""),
              arguments(call.path("function").path("arguments")))));
    }
    return new Message(role(name), parts);
  }

  /** As text, as OpenAI's API has them, or as the object itself. */
  private static String arguments(JsonNode json) {
    return json.isString() ? json.stringValue()
        : json.isMissingNode() || json.isNull() ? "{}" : json.toString();
  }

  private static Role role(String name) {
    try {
      return name.equals("developer") ? Role.SYSTEM : Role.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw AthanorException.user("message-role", "\"" + name
          + "\" is no role of a message; expected system, developer, user, assistant or tool");
    }
  }

  private static String text(JsonNode content) {
    if (content.isString()) {
      return content.stringValue();
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asString("")));
    return text.toString();
  }
}
