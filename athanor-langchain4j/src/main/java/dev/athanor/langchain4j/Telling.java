package dev.athanor.langchain4j;

import dev.athanor.model.Delta;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells an application's handler the pieces of an answer, by which the application may cancel the rest. Used by one thread at a time. */
final class Telling implements StreamingHandle {
  private static final String ID = "id";

  private final StreamingChatResponseHandler handler;
  private boolean told;
  private volatile boolean cancelled;

  Telling(StreamingChatResponseHandler handler) {
    this.handler = handler;
  }

  /** A piece of a tool call as it is recorded: with its id, which other readers of deltas pass over. */
  static JsonNode recorded(PartialToolCall call) {
    ObjectNode json = (ObjectNode) Delta.CODEC.encode(new Delta.ToolCall(call.index(), call.name(),
        call.partialArguments()));
    return call.id() == null ? json : json.put(ID, call.id());
  }

  /** A recorded piece. As providers do, an exception of the handler's is told to the handler. */
  void piece(JsonNode chunk) {
    if (cancelled) {
      return;
    }
    told = true;
    try {
      switch (Delta.CODEC.decode(chunk)) {
        case Delta.Text(var text) ->
            handler.onPartialResponse(new PartialResponse(text), new PartialResponseContext(this));
        case Delta.Reasoning(var text) ->
            handler.onPartialThinking(new PartialThinking(text), new PartialThinkingContext(this));
        case Delta.ToolCall(var index, var name, var arguments) -> handler.onPartialToolCall(
            PartialToolCall.builder()
                .index(index).id(id(chunk)).name(name).partialArguments(arguments).build(),
            new PartialToolCallContext(this));
      }
    } catch (Exception e) {
      handler.onError(e);
    }
  }

  @SuppressWarnings("NullAway") // LangChain4j says null where a provider has not told
  private static String id(JsonNode chunk) {
    return chunk.path(ID).stringValue(null);
  }

  /** An answer that nobody streamed, such as one supplied to a fork, is told in one piece. */
  void whole(AiMessage message) {
    if (!told && message.text() != null && !message.text().isEmpty()) {
      piece(Delta.CODEC.encode(new Delta.Text(message.text())));
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }
}
