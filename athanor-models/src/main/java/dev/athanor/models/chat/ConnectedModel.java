package dev.athanor.models.chat;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.model.FinishReason;
import dev.athanor.model.Model;
import dev.athanor.model.ModelAttempt;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelResponse;
import dev.athanor.models.wire.Exchange;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * A model of a provider, asked through LangChain4j. Always streamed, since the first token tells that the provider is at work, and only a
 * stream can be watched and stopped.
 *
 * @param connection to the provider
 */
public record ConnectedModel(Connection connection) implements Model {
  private static final Codec<ModelResponse> RESPONSE = Codec.of(ModelResponse.class);
  private static final String SHORTEN =
      "leave out messages, evidence or files, or ask a model with a larger context";

  @Override
  public ModelResponse ask(ModelRequest request, ModelAttempt attempt) throws InterruptedException {
    Dialect dialect = connection.dialect();
    Question question = new Question(request, attempt);
    Outgoing outgoing = new Outgoing(dialect, question);
    Assembly assembly = dialect.assembly(question.author());
    Deltas deltas = new Deltas(attempt, connection.secret());
    Incoming incoming = new Incoming(assembly, deltas, attempt::used);
    Exchange exchange =
        new Exchange(connection.wire(), connection.access().authorization(), connection.patience(),
            outgoing::amend, incoming);
    send(outgoing.request(), exchange, question, deltas);
    Failures failures = connection.failures(request.model(), SHORTEN);
    if (exchange.trouble().isPresent()) {
      throw failures.of(exchange.trouble().get());
    }
    deltas.flush();
    ModelResponse response = masked(read(assembly, deltas, failures));
    if (incoming.cameWhole()) {
      deltas.whole(response.message());
    }
    return response;
  }

  private void send(ChatRequest chat, Exchange exchange, Question question, Deltas deltas)
      throws InterruptedException {
    try {
      connection.dialect().model(exchange.asClient(), connection.baseUrl(), question).chat(chat, deltas);
    } catch (LangChain4jException e) {
      throw question.refuse(String.valueOf(e.getMessage()));
    }
    if (exchange.unwritten().isPresent()) {
      RuntimeException why = exchange.unwritten().get();
      throw why instanceof AthanorException known ? known : question.refuse(String.valueOf(why.getMessage()));
    }
    if (exchange.interrupted()) {
      throw new InterruptedException("interrupted while " + question.request().model() + " was asked");
    }
    if (deltas.failure().isPresent()) {
      throw deltas.failure().get();
    }
    if (!exchange.begun()) {
      throw question.refuse(deltas.reported().map(error -> String.valueOf(error.getMessage())).orElse(
          "LangChain4j has not asked"));
    }
  }

  /** Without the key, which may have come in pieces that show it only together. */
  private ModelResponse masked(ModelResponse response) {
    String text = RESPONSE.encode(response).toString();
    String clean = connection.secret().mask(text);
    return clean.equals(text) ? response : RESPONSE.decode(Json.parse(clean));
  }

  private static ModelResponse read(Assembly assembly, Deltas deltas, Failures failures) {
    if (assembly.error().isPresent()) {
      throw failures.amid(assembly.error().get());
    }
    Optional<String> missing = assembly.missing();
    if (missing.isPresent() && !deltas.stopped()) {
      throw failures.incomplete(missing.get());
    }
    try {
      ModelResponse response = assembly.read();
      return missing.isEmpty() ? response : stopped(response);
    } catch (IllegalArgumentException | JacksonException e) {
      throw failures.garbled(String.valueOf(e.getMessage()));
    }
  }

  /** What there is when the watcher has seen enough. */
  private static ModelResponse stopped(ModelResponse response) {
    return new ModelResponse(response.message(), FinishReason.OTHER, response.usage(), response.id(),
        response.model(),
        response.extra());
  }
}
