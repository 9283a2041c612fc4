package dev.athanor.langchain4j;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelResponse;
import dev.athanor.run.Attempt;
import dev.athanor.run.Run;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.ChatRequestOptions;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.Optional;
import java.util.Set;

/**
 * A chat model whose every call is a step. The wrapped model's listeners are told of what is lived, and of nothing else.
 *
 * @param journaled how to wrap
 * @param name of its steps
 * @param model the wrapped one
 */
record JournaledChatModel(Journaled journaled, String name, ChatModel model) implements ChatModel {
  /** As models are asked in other programs. */
  static final String OPERATION = "model";
  static final Codec<ModelRequest> REQUEST = Codec.of(ModelRequest.class);
  static final Codec<ModelResponse> RESPONSE = Codec.of(ModelResponse.class);

  @Override
  public ChatResponse chat(ChatRequest request) {
    return chat(request, ChatRequestOptions.EMPTY);
  }

  @Override
  public ChatResponse chat(ChatRequest request, ChatRequestOptions options) {
    Optional<Run> run = journaled.run("the chat model \"" + name + "\"");
    if (run.isEmpty()) {
      return ask(request, options);
    }
    ChatRequest whole = merged(request, model.defaultRequestParameters());
    Wrapped<ModelRequest, ModelResponse> operation =
        new Wrapped<>(OPERATION, Effect.SAMPLED, REQUEST, RESPONSE,
            (asked, attempt) -> live(asked, attempt, whole.parameters(), options));
    return Responses.theirs(operation.ask(run.get(), name, Requests.ours(model.provider(), whole)));
  }

  /** The request with the model's own defaults: a changed default is another request. */
  static ChatRequest merged(ChatRequest request, ChatRequestParameters defaults) {
    return ChatRequest.builder().messages(request.messages())
        .parameters(defaults.overrideWith(request.parameters())).build();
  }

  private ModelResponse live(ModelRequest asked, Attempt attempt, ChatRequestParameters parameters,
      ChatRequestOptions options) {
    ModelResponse response =
        Responses.ours(ask(ChatRequest.builder().messages(Messages.theirs(asked.messages()))
            .parameters(parameters).build(), options));
    attempt.spend(journaled.prices().spend(asked.model(), response.usage()));
    return response;
  }

  /** A model that answers by {@code chat(ChatRequest)} alone does not know of options. */
  private ChatResponse ask(ChatRequest request, ChatRequestOptions options) {
    return options == null || options.listenerAttributes().isEmpty() ? model.chat(request)
        : model.chat(request, options);
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
