package dev.athanor.models.chat;

import dev.athanor.model.Delta;
import dev.athanor.model.Message;
import dev.athanor.model.Part;
import dev.athanor.run.Attempt;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.HashSet;
import java.util.Set;

/** Streams what LangChain4j understands of an answer to the attempt. Used by one thread. */
final class Deltas implements StreamingChatResponseHandler {
  private final Attempt attempt;
  private final Set<Integer> begun = new HashSet<>();
  private boolean stopped;

  Deltas(Attempt attempt) {
    this.attempt = attempt;
  }

  /** Whether the watcher has seen enough. */
  boolean stopped() {
    return stopped;
  }

  private void emit(Delta delta) {
    stopped = stopped || !attempt.emit(Delta.CODEC.encode(delta));
  }

  @Override
  public void onPartialResponse(String text) {
    emit(new Delta.Text(text));
  }

  @Override
  public void onPartialThinking(PartialThinking thinking) {
    emit(new Delta.Reasoning(thinking.text()));
  }

  @Override
  public void onPartialToolCall(PartialToolCall call) {
    begun.add(call.index());
    emit(new Delta.ToolCall(call.index(), call.name(), call.partialArguments()));
  }

  /** Some providers send a call as one. */
  @Override
  public void onCompleteToolCall(CompleteToolCall call) {
    if (begun.add(call.index())) {
      emit(new Delta.ToolCall(call.index(), call.toolExecutionRequest().name(), call.toolExecutionRequest()
          .arguments()));
    }
  }

  /** An answer that came as one. */
  void whole(Message message) {
    int call = 0;
    for (Part part : message.parts()) {
      switch (part) {
        case Part.Text(var text) -> emit(new Delta.Text(text));
        case Part.Reasoning(var text, _) when !text.isEmpty() -> emit(new Delta.Reasoning(text));
        case Part.ToolCall(_, var name, var arguments) -> emit(new Delta.ToolCall(call++, name, arguments));
        case Part.Reasoning _,Part.Raw _,Part.Stored _,Part.Linked _,Part.ToolResult _ -> {
          continue;
        }
      }
    }
  }

  /** The answer is read from all that came, which is more than LangChain4j keeps. */
  @Override
  public void onCompleteResponse(ChatResponse response) {}

  /** What LangChain4j takes for an error is looked at on the wire. */
  @Override
  public void onError(Throwable error) {}
}
