package dev.athanor.models.chat;

import dev.athanor.json.Json;
import dev.athanor.model.Message;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelSettings;
import dev.athanor.model.Part;
import dev.athanor.model.Role;
import dev.athanor.model.Tool;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A question on its way to LangChain4j, and from there to the provider. Used by one thread. */
final class Outgoing {
  private final Dialect dialect;
  private final Question question;
  private final Slots slots = new Slots();

  Outgoing(Dialect dialect, Question question) {
    this.dialect = dialect;
    this.question = question;
  }

  /** What LangChain4j can say. */
  ChatRequest request() {
    ModelRequest request = question.request();
    ModelSettings settings = request.settings();
    ChatRequest.Builder chat = ChatRequest.builder().messages(messages()).modelName(request.model().model());
    settings.temperature().ifPresent(chat::temperature);
    settings.topP().ifPresent(chat::topP);
    if (!settings.stop().isEmpty()) {
      chat.stopSequences(settings.stop());
    }
    if (!request.tools().isEmpty()) {
      chat.toolSpecifications(request.tools().stream().map(Outgoing::tool).toList());
      switch (request.toolChoice()) {
        case AUTO -> chat.toolChoice(dev.langchain4j.model.chat.request.ToolChoice.AUTO);
        case REQUIRED -> chat.toolChoice(dev.langchain4j.model.chat.request.ToolChoice.REQUIRED);
        case NONE -> chat.toolChoice(dev.langchain4j.model.chat.request.ToolChoice.NONE);
      }
    }
    dialect.settings(question, chat);
    return chat.build();
  }

  /** Its schema is put in later, as it stands. */
  private static ToolSpecification tool(Tool tool) {
    return ToolSpecification.builder().name(tool.name()).description(tool.description()).parameters(
        JsonObjectSchema.builder().build()).build();
  }

  private List<ChatMessage> messages() {
    List<ChatMessage> messages = new ArrayList<>();
    List<Part.ToolResult> results = new ArrayList<>();
    for (Message message : question.request().messages()) {
      if (message.role() == Role.TOOL) {
        message.parts().forEach(part -> results.add(result(part)));
      } else {
        flush(results, messages);
        if (!message.parts().isEmpty()) {
          messages.add(message(message));
        }
      }
    }
    flush(results, messages);
    if (messages.isEmpty()) {
      throw question.refuse("the request has no message; expected at least one");
    }
    return messages;
  }

  /** Some providers want the results of all calls together. */
  private void flush(List<Part.ToolResult> results, List<ChatMessage> messages) {
    if (!results.isEmpty()) {
      messages.add(UserMessage.from(slots.reserve(dialect.results(List.copyOf(results), question))));
      results.clear();
    }
  }

  private Part.ToolResult result(Part part) {
    if (part instanceof Part.ToolResult result) {
      return result;
    }
    throw question.refuse(part, "results of tools in a message of the role tool");
  }

  private ChatMessage message(Message message) {
    return switch (message.role()) {
      case SYSTEM -> SystemMessage.from(instructions(message));
      case ASSISTANT -> AiMessage.from(slots.reserve(dialect.assistant(message.parts(), question)));
      case USER,
          TOOL -> message.parts().size() == 1 && message.parts().getFirst() instanceof Part.Text(var text)
              && !text.isBlank() ? UserMessage.from(text)
                  : UserMessage.from(slots.reserve(dialect.user(message.parts(), question)));
    };
  }

  private String instructions(Message message) {
    if (message.parts().stream().anyMatch(part -> !(part instanceof Part.Text))) {
      return slots.reserve(dialect.system(message.parts(), question));
    }
    if (message.text().isBlank()) {
      throw question.refuse("a message of the role system is blank; leave it out");
    }
    return message.text();
  }

  /** What is sent, once LangChain4j has written what it can. */
  String amend(String body) {
    ObjectNode tree = (ObjectNode) Json.parse(body);
    slots.fill(tree);
    dialect.amend(tree, question);
    Bodies.merge(tree, question.request().settings().extra());
    return tree.toString();
  }
}
