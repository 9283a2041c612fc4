package dev.athanor.langchain4j;

import dev.athanor.model.Delta;
import dev.athanor.model.FinishReason;
import dev.athanor.model.Message;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.Part;
import dev.athanor.model.Role;
import dev.athanor.model.Usage;
import dev.athanor.run.Attempt;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An answer that comes in pieces on a provider's threads, and is taken from here by the thread that lives the step. */
final class Stream implements StreamingChatResponseHandler {
  private final Attempt attempt;
  private final Telling telling;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder thought = new StringBuilder();
  /** By which the provider is told that no more is wanted. */
  private volatile @Nullable StreamingHandle handle;

  Stream(Attempt attempt, Telling telling) {
    this.attempt = attempt;
    this.telling = telling;
  }

  /** What a provider tells. */
  private sealed interface Event {
    record Piece(JsonNode chunk) implements Event {}

    record Complete(ChatResponse response) implements Event {}

    record Failed(Throwable error) implements Event {}
  }

  /** The answer: the complete one, or what was said until enough was said. */
  ModelResponse response() throws InterruptedException {
    while (true) {
      switch (next()) {
        case Event.Complete(var response) -> {
          return Responses.ours(response);
        }
        case Event.Failed(var error) -> throw Failures.recorded(error);
        case Event.Piece(var chunk) -> {
          remember(chunk);
          boolean more = attempt.emit(chunk);
          if (!more || telling.isCancelled()) {
            return stopped();
          }
        }
      }
    }
  }

  /** Whoever is interrupted needs the answer no more. */
  private Event next() throws InterruptedException {
    try {
      return events.take();
    } catch (InterruptedException e) {
      cancel();
      throw e;
    }
  }

  private void cancel() {
    StreamingHandle providers = handle;
    if (providers != null) {
      providers.cancel();
    }
  }

  private void remember(JsonNode chunk) {
    switch (Delta.CODEC.decode(chunk)) {
      case Delta.Text(var said) -> text.append(said);
      case Delta.Reasoning(var said) -> thought.append(said);
      case Delta.ToolCall _ -> {
      }
    }
  }

  private ModelResponse stopped() {
    cancel();
    List<Part> parts = new ArrayList<>();
    if (!thought.isEmpty()) {
      parts.add(new Part.Reasoning(thought.toString(), Optional.empty()));
    }
    parts.add(new Part.Text(text.toString()));
    return new ModelResponse(new Message(Role.ASSISTANT, parts), FinishReason.OTHER, Usage.UNKNOWN,
        Optional.empty(), Optional.empty(), Map.of());
  }

  @Override
  public void onPartialResponse(String partial) {
    events.add(new Event.Piece(Delta.CODEC.encode(new Delta.Text(partial))));
  }

  @Override
  public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
    handle = context.streamingHandle();
    onPartialResponse(partial.text());
  }

  @Override
  public void onPartialThinking(PartialThinking partial) {
    events.add(new Event.Piece(Delta.CODEC.encode(new Delta.Reasoning(partial.text()))));
  }

  @Override
  public void onPartialThinking(PartialThinking partial, PartialThinkingContext context) {
    handle = context.streamingHandle();
    onPartialThinking(partial);
  }

  @Override
  public void onPartialToolCall(PartialToolCall partial) {
    events.add(new Event.Piece(Telling.recorded(partial)));
  }

  @Override
  public void onPartialToolCall(PartialToolCall partial, PartialToolCallContext context) {
    handle = context.streamingHandle();
    onPartialToolCall(partial);
  }

  @Override
  public void onCompleteResponse(ChatResponse response) {
    events.add(new Event.Complete(response));
  }

  @Override
  public void onError(Throwable error) {
    events.add(new Event.Failed(error));
  }
}
