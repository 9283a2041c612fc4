package dev.athanor.model;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One turn of a conversation.
 *
 * @param role who speaks
 * @param parts what is said, in order
 */
public record Message(Role role, List<Part> parts) {
  /** Copies. */
  public Message {
    Objects.requireNonNull(role);
    parts = List.copyOf(parts);
  }

  /** Instructions. */
  public static Message system(String text) {
    return new Message(Role.SYSTEM, List.of(new Part.Text(text)));
  }

  /** What a person says. */
  public static Message user(String text) {
    return new Message(Role.USER, List.of(new Part.Text(text)));
  }

  /** What a model has said. */
  public static Message assistant(String text) {
    return new Message(Role.ASSISTANT, List.of(new Part.Text(text)));
  }

  /** What a tool has answered. */
  public static Message tool(Part.ToolResult result) {
    return new Message(Role.TOOL, List.of(result));
  }

  /** The texts, one after the other; empty if there are none. */
  public String text() {
    return parts.stream()
        .flatMap(part -> part instanceof Part.Text(var text) ? java.util.stream.Stream.of(text)
            : java.util.stream.Stream.empty())
        .collect(Collectors.joining());
  }
}
