package dev.athanor.models.chat;

import dev.athanor.model.Delta;
import dev.athanor.model.Message;
import dev.athanor.model.Part;
import dev.athanor.models.wire.Secret;
import dev.athanor.run.Attempt;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Streams what LangChain4j understands of an answer to the attempt. A key that is spread over several pieces is taken out too, which
 * is why the end of a piece may be held back. Used by one thread.
 */
final class Deltas implements StreamingChatResponseHandler {
  private final Attempt attempt;
  private final Secret secret;
  private final Set<Integer> begun = new HashSet<>();
  private Optional<Held> held = Optional.empty();
  private Optional<Throwable> reported = Optional.empty();
  private Optional<RuntimeException> failure = Optional.empty();
  private boolean stopped;

  /** The beginning of a piece that may be the beginning of the key. */
  private record Held(String channel, String text, Function<String, Delta> delta) {}

  Deltas(Attempt attempt, Secret secret) {
    this.attempt = attempt;
    this.secret = secret;
  }

  /** Whether the watcher has seen enough. */
  boolean stopped() {
    return stopped;
  }

  private void say(String channel, String piece, Function<String, Delta> delta) {
    if (held.isPresent() && !held.get().channel.equals(channel)) {
      flush();
    }
    String all = secret.mask(held.map(Held::text).orElse("") + piece);
    int free = all.length() - secret.begunIn(all);
    held =
        free == all.length() ? Optional.empty() : Optional.of(new Held(channel, all.substring(free), delta));
    if (free > 0) {
      emit(delta.apply(all.substring(0, free)));
    }
  }

  /** Says what was held back: nothing follows it. */
  void flush() {
    Optional<Held> last = held;
    held = Optional.empty();
    last.ifPresent(piece -> emit(piece.delta.apply(piece.text)));
  }

  /** What the attempt throws is kept: LangChain4j would log and forget it. */
  private void emit(Delta delta) {
    try {
      stopped = stopped || !attempt.emit(Delta.CODEC.encode(delta));
    } catch (RuntimeException e) {
      failure = failure.or(() -> Optional.of(e));
      stopped = true;
    }
  }

  /** What the attempt has thrown. */
  Optional<RuntimeException> failure() {
    return failure;
  }

  @Override
  public void onPartialResponse(String text) {
    say("text", text, Delta.Text::new);
  }

  @Override
  public void onPartialThinking(PartialThinking thinking) {
    say("thought", thinking.text(), Delta.Reasoning::new);
  }

  @Override
  public void onPartialToolCall(PartialToolCall call) {
    begun.add(call.index());
    say("call " + call.index(), call.partialArguments(),
        piece -> new Delta.ToolCall(call.index(), call.name(), piece));
  }

  /** Some providers send a call as one. */
  @Override
  public void onCompleteToolCall(CompleteToolCall call) {
    if (begun.add(call.index())) {
      say("call " + call.index(), call.toolExecutionRequest().arguments(),
          piece -> new Delta.ToolCall(call.index(), call
              .toolExecutionRequest().name(), piece));
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

  /** What LangChain4j takes for an error is looked at on the wire, unless it did not come so far. */
  @Override
  public void onError(Throwable error) {
    reported = reported.or(() -> Optional.of(error));
  }

  /** What LangChain4j took for an error. */
  Optional<Throwable> reported() {
    return reported;
  }
}
