package dev.athanor.models.embedding;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Json;
import dev.athanor.model.ModelFailures;
import dev.athanor.model.Usage;
import dev.athanor.models.chat.Connection;
import dev.athanor.models.chat.Failures;
import dev.athanor.models.wire.Exchange;
import dev.athanor.models.wire.Receiver;
import dev.athanor.run.StepFailed;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A model of a provider that makes vectors, asked through LangChain4j.
 *
 * @param connection to the provider
 * @param dialect how it speaks
 */
public record ConnectedEmbedding(Connection connection, EmbeddingDialect dialect) implements EmbeddingModel {
  private static final String SHORTEN =
      "say how many tokens it reads with tokens of the embedder in athanor.yaml, or send"
          + " fewer texts at once with batch";

  @Override
  public Embedded embed(EmbeddingRequest request) throws InterruptedException {
    Failures failures = connection.failures(request.model(), SHORTEN);
    Body body = new Body();
    Exchange exchange = new Exchange(connection.wire(), connection.access().authorization(),
        connection.patience(), written -> written, body);
    Optional<RuntimeException> misread = send(request, exchange);
    if (exchange.interrupted()) {
      throw new InterruptedException("interrupted while " + request.model() + " was asked");
    }
    if (exchange.trouble().isPresent()) {
      throw failures.of(exchange.trouble().get());
    }
    if (exchange.unwritten().isPresent() || !exchange.begun()) {
      throw failures.failed(ModelFailures.REQUEST, "was not asked: "
          + exchange.unwritten().or(() -> misread).map(Throwable::getMessage)
              .orElse("LangChain4j has not asked"),
          false);
    }
    return read(request, body.text, failures);
  }

  /** What LangChain4j makes of the answer does not count: it is read from what has come. */
  private Optional<RuntimeException> send(EmbeddingRequest request, Exchange exchange) {
    try {
      dev.langchain4j.model.embedding.EmbeddingModel model =
          dialect.model(exchange.asClient(), connection.baseUrl(), request);
      var asked = dev.langchain4j.model.embedding.request.EmbeddingRequest.builder()
          .inputs(request.texts().toArray(String[]::new));
      if (model.supportedParameters().contains(EmbeddingRequestParameters.INPUT_TYPE)) {
        asked.inputType(switch (request.kind()) {
          case PASSAGE -> EmbeddingInputType.DOCUMENT;
          case QUESTION -> EmbeddingInputType.QUERY;
        });
      }
      model.embed(asked.build());
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(e);
    }
  }

  private Embedded read(EmbeddingRequest request, String text, Failures failures) {
    JsonNode body;
    List<JsonNode> told;
    try {
      body = Json.parse(text);
      told = dialect.vectors(body);
    } catch (AthanorException | IllegalArgumentException e) {
      throw failures.garbled(String.valueOf(e.getMessage()));
    }
    if (told.size() != request.texts().size()) {
      throw failures.garbled(told.size() + " vectors for " + request.texts().size() + " texts");
    }
    List<float[]> vectors = new ArrayList<>();
    for (JsonNode each : told) {
      vectors.add(vector(each, vectors.size(), failures));
    }
    checkLengths(request, vectors, failures);
    JsonNode tokens = dialect.tokens(body);
    return new Embedded(vectors, tokens.canConvertToLong() ? Usage.of(tokens.longValue(), 0) : Usage.UNKNOWN);
  }

  /** The same text would get the same numbers again, so this is not tried again. */
  private static float[] vector(JsonNode told, int place, Failures failures) {
    float[] vector = new float[told.size()];
    for (int i = 0; i < vector.length; i++) {
      JsonNode number = told.get(i);
      vector[i] = number.isNumber() ? (float) number.asDouble(Double.NaN) : Float.NaN;
      if (!Float.isFinite(vector[i])) {
        throw unusable(failures, "has made a vector of text " + place + " whose component " + i + " is "
            + Json.abbreviate(number.toString(), 40) + "; expected a finite number");
      }
    }
    if (vector.length == 0) {
      throw unusable(failures, "has made no vector of text " + place + " but "
          + Json.abbreviate(told.toString(), 40) + "; see whether it is a model that embeds");
    }
    return vector;
  }

  private static void checkLengths(EmbeddingRequest request, List<float[]> vectors, Failures failures) {
    int length = request.dimensions().orElse(vectors.getFirst().length);
    for (float[] vector : vectors) {
      if (vector.length != length) {
        throw unusable(failures, request.dimensions().isPresent()
            ? "was asked for vectors of " + length + " dimensions and has sent " + vector.length
                + "; name a number of dimensions that it can make, or none"
            : "has sent vectors of " + length + " and of " + vector.length + " dimensions in one answer");
      }
    }
  }

  private static StepFailed unusable(Failures failures, String why) {
    return failures.failed(ModelFailures.RESPONSE, why, false);
  }

  /** Keeps what comes. */
  private static final class Body implements Receiver {
    private String text = "";

    @Override
    public void event(String name, String data) {
      throw new IllegalArgumentException("it streams, where one answer was asked for");
    }

    @Override
    public void whole(String body) {
      text = body;
    }

    @Override
    public boolean done() {
      return false;
    }
  }
}
