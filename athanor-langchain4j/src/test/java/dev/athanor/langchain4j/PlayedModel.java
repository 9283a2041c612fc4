package dev.athanor.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A chat model that a function plays, and that counts how often it is asked. */
final class PlayedModel implements ChatModel {
  private final Function<ChatRequest, AiMessage> play;
  private final List<ChatRequest> asked = new ArrayList<>();
  private volatile boolean closed;

  PlayedModel(Function<ChatRequest, AiMessage> play) {
    this.play = play;
  }

  @Override
  public ChatResponse doChat(ChatRequest request) {
    synchronized (asked) {
      asked.add(request);
    }
    if (closed) {
      throw new AssertionError("a closed model was asked");
    }
    return ChatResponse.builder().id("r" + times()).modelName("played").aiMessage(play.apply(request))
        .tokenUsage(new TokenUsage(10, 5)).build();
  }

  /** How often it was asked. */
  int times() {
    synchronized (asked) {
      return asked.size();
    }
  }

  /** What it was asked, in order. */
  List<ChatRequest> asked() {
    synchronized (asked) {
      return List.copyOf(asked);
    }
  }

  /** From now on it must not be asked. */
  void close() {
    closed = true;
  }

  /** The last thing that the person has said. */
  static String said(ChatRequest request) {
    return UserMessage.findLast(request.messages()).orElseThrow().singleText();
  }

  /** What tools have answered since. */
  static List<String> results(ChatRequest request) {
    List<ChatMessage> messages = request.messages();
    List<String> results = new ArrayList<>();
    for (int i = messages.size() - 1; messages.get(i) instanceof ToolExecutionResultMessage result; i--) {
      results.addFirst(result.text());
    }
    return results;
  }

  /** Calls of tools: name, then arguments, and so on. */
  static AiMessage calls(String... namesAndArguments) {
    List<ToolExecutionRequest> calls = new ArrayList<>();
    for (int i = 0; i < namesAndArguments.length; i += 2) {
      calls.add(ToolExecutionRequest.builder().id("call_" + i / 2).name(namesAndArguments[i])
          .arguments(namesAndArguments[i + 1]).build());
    }
    return AiMessage.from(calls);
  }
}
