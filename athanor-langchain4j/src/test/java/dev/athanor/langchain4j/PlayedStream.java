package dev.athanor.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.TokenUsage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A streaming chat model that a function plays word by word, on a thread of its own, as providers do. */
final class PlayedStream implements StreamingChatModel, AutoCloseable {
  private final Function<ChatRequest, AiMessage> play;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  final AtomicInteger times = new AtomicInteger();
  final AtomicInteger cancelled = new AtomicInteger();
  private volatile boolean closed;

  PlayedStream(Function<ChatRequest, AiMessage> play) {
    this.play = play;
  }

  @Override
  public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
    if (closed) {
      throw new AssertionError("a closed model was asked");
    }
    times.incrementAndGet();
    threads.execute(() -> stream(request, handler));
  }

  private void stream(ChatRequest request, StreamingChatResponseHandler handler) {
    try {
      tell(play.apply(request), handler, new Cancelling());
    } catch (RuntimeException e) {
      handler.onError(e);
    }
  }

  private static void tell(AiMessage message, StreamingChatResponseHandler handler, StreamingHandle handle) {
    if (message.thinking() != null) {
      handler.onPartialThinking(new PartialThinking(message.thinking()));
    }
    if (message.text() != null) {
      for (String word : message.text().split("(?<= )", -1)) {
        if (handle.isCancelled()) {
          return;
        }
        handler.onPartialResponse(new PartialResponse(word), new PartialResponseContext(handle));
      }
    }
    int index = 0;
    for (ToolExecutionRequest call : message.toolExecutionRequests()) {
      handler.onPartialToolCall(PartialToolCall.builder().index(index++).id(call.id()).name(call.name())
          .partialArguments(call.arguments()).build());
    }
    handler.onCompleteResponse(
        ChatResponse.builder().aiMessage(message).tokenUsage(new TokenUsage(1, 2)).build());
  }

  /** How the application stops the stream. */
  private final class Cancelling implements StreamingHandle {
    private volatile boolean stopped;

    @Override
    public void cancel() {
      stopped = true;
      cancelled.incrementAndGet();
    }

    @Override
    public boolean isCancelled() {
      return stopped;
    }
  }

  /** From now on it must not be asked. */
  @Override
  public void close() {
    closed = true;
    threads.close();
  }
}
