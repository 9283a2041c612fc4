package dev.athanor.simulator.answer;

import dev.athanor.model.Message;
import dev.athanor.model.OutputFormat;
import dev.athanor.model.Part;
import dev.athanor.model.Role;
import dev.athanor.model.Tool;
import dev.athanor.model.ToolChoice;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A question to a model, whatever protocol it came by.
 *
 * @param model as the client calls it
 * @param messages the conversation so far
 * @param tools that may be called; the one tool, if the client has named it
 * @param toolChoice whether one must be
 * @param output the form of the answer
 * @param maxOutputTokens where the answer is to be cut off
 * @param stream whether the answer is to be streamed
 * @param body of the request, as it came
 */
public record Question(String model, List<Message> messages, List<Tool> tools, ToolChoice toolChoice,
    OutputFormat output, Optional<Integer> maxOutputTokens, boolean stream, JsonNode body) {
  /** Copies. */
  public Question {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
  }

  /** What the user has said last; empty if the user has said nothing. */
  public String user() {
    return messages.reversed().stream().filter(message -> message.role() == Role.USER)
        .filter(Question::hasText).map(
            Message::text)
        .findFirst().orElse("");
  }

  private static boolean hasText(Message message) {
    return message.parts().stream().anyMatch(Part.Text.class::isInstance);
  }

  /** The instructions, one below the other. */
  public String system() {
    return messages.stream().filter(message -> message.role() == Role.SYSTEM).map(Message::text)
        .collect(Collectors.joining("\n"));
  }

  /** Which answer of the conversation is asked for, from 1: one more than the model has given. */
  public int turn() {
    int turn = 1;
    Role before = Role.USER;
    for (Message message : messages) {
      turn += message.role() == Role.ASSISTANT && before != Role.ASSISTANT ? 1 : 0;
      before = message.role();
    }
    return turn;
  }

  /** What the tools have answered since the model last spoke, one below the other; empty if nothing. */
  public String toolResult() {
    return messages.reversed().stream().takeWhile(message -> message.role() != Role.ASSISTANT).toList()
        .reversed().stream()
        .flatMap(message -> message.parts().stream())
        .filter(Part.ToolResult.class::isInstance)
        .map(part -> new Message(Role.TOOL, ((Part.ToolResult) part).content()).text())
        .collect(Collectors.joining("\n"));
  }
}
