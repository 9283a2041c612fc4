package dev.athanor.langchain4j;

import dev.athanor.journal.Effect;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelResponse;
import dev.athanor.run.Attempt;
import dev.athanor.run.Run;
import dev.athanor.run.StepFailed;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatRequestOptions;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A streaming chat model whose every call is a step. In a run, the call returns when the answer is complete, and the handler is
 * told everything on the run's own thread: pieces while they come, in a replay the same pieces; the complete answer
 * once it is recorded.
 *
 * @param journaled how to wrap
 * @param name of its steps
 * @param model the wrapped one
 */
record JournaledStreamingChatModel(Journaled journaled, String name, StreamingChatModel model)
    implements StreamingChatModel {
  @Override
  public void chat(ChatRequest request, StreamingChatResponseHandler handler) {
    chat(request, ChatRequestOptions.EMPTY, handler);
  }

  @Override
  public void chat(ChatRequest request, ChatRequestOptions options, StreamingChatResponseHandler handler) {
    Optional<Run> run = journaled.run("the streaming chat model \"" + name + "\"");
    if (run.isEmpty()) {
      ask(request, options, handler);
      return;
    }
    ChatRequest whole = JournaledChatModel.merged(request, model.defaultRequestParameters());
    Telling telling = new Telling(handler);
    Wrapped<ModelRequest,
        ModelResponse> operation = new Wrapped<>(JournaledChatModel.OPERATION, Effect.SAMPLED,
            JournaledChatModel.REQUEST, JournaledChatModel.RESPONSE,
            (asked, attempt) -> live(asked, attempt, whole.parameters(), options, telling));
    ModelResponse response;
    try {
      response = run.get().step(name, operation, Requests.ours(model.provider(), whole), telling::piece);
    } catch (StepFailed e) {
      handler.onError(Failures.thrown(e));
      return;
    }
    if (!telling.isCancelled()) {
      complete(Responses.theirs(response), telling, handler);
    }
  }

  /** As providers do, an exception of the handler's is told to the handler. */
  private static void complete(ChatResponse response, Telling telling, StreamingChatResponseHandler handler) {
    try {
      telling.whole(response.aiMessage());
      List<ToolExecutionRequest> calls = response.aiMessage().toolExecutionRequests();
      for (int i = 0; i < calls.size(); i++) {
        handler.onCompleteToolCall(new CompleteToolCall(i, calls.get(i)));
      }
      handler.onCompleteResponse(response);
    } catch (Exception e) {
      handler.onError(e);
    }
  }

  private ModelResponse live(ModelRequest asked, Attempt attempt, ChatRequestParameters parameters,
      ChatRequestOptions options, Telling telling) throws InterruptedException {
    Stream stream = new Stream(attempt, telling);
    ask(ChatRequest.builder().messages(Messages.theirs(asked.messages())).parameters(parameters).build(),
        options,
        stream);
    ModelResponse response = stream.response();
    attempt.spend(journaled.prices().spend(asked.model(), response.usage()));
    return response;
  }

  private void ask(ChatRequest request, ChatRequestOptions options, StreamingChatResponseHandler handler) {
    if (options == null || options.listenerAttributes().isEmpty()) {
      model.chat(request, handler);
    } else {
      model.chat(request, options, handler);
    }
  }

  @Override
  public ChatRequestParameters defaultRequestParameters() {
    return model.defaultRequestParameters();
  }

  @Override
  public ModelProvider provider() {
    return model.provider();
  }

  @Override
  public Set<Capability> supportedCapabilities() {
    return model.supportedCapabilities();
  }
}
