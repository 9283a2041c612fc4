package dev.athanor.langchain4j;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.model.Part;
import dev.athanor.run.Run;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.message.ContentType;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingParameter;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.embedding.response.EmbeddingResponseMetadata;
import dev.langchain4j.model.output.TokenUsage;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * An embedding model whose every call is a step: PURE, since one answer of a named model is as good as another, or SAMPLED if
 * it does not tell its name, since then nobody knows whose answer a record is.
 *
 * @param journaled how to wrap
 * @param model the wrapped one
 */
record JournaledEmbeddingModel(Journaled journaled, EmbeddingModel model) implements EmbeddingModel {
  private static final String NAMELESS = "unknown";
  private static final Codec<Question> QUESTION = Codec.of(Question.class);
  private static final Codec<Answer> ANSWER = Codec.of(Answer.class);

  /**
   * What is to be embedded.
   *
   * @param model by its name
   * @param inputs each of one part or more
   * @param settings beyond the model's name
   */
  record Question(String model, List<List<Part>> inputs, Map<String, JsonNode> settings) {}

  /**
   * The vectors.
   *
   * @param vectors of 32-bit numbers, big-endian, in Base64
   * @param model that says it has answered
   * @param tokens that it has read
   */
  record Answer(List<String> vectors, Optional<String> model, Optional<JsonNode> tokens) {}

  @Override
  public EmbeddingResponse embed(EmbeddingRequest request) {
    Optional<Run> run = journaled.run("the embedding model " + model.modelName());
    if (run.isEmpty()) {
      return model.embed(request);
    }
    Question question = question(request);
    Effect effect = question.model().equals(NAMELESS) ? Effect.SAMPLED : Effect.PURE;
    Wrapped<Question, Answer> operation = new Wrapped<>("embed", effect, QUESTION, ANSWER,
        (_, _) -> answer(model.embed(request)));
    return response(operation.ask(run.get(), "embed", question));
  }

  private Question question(EmbeddingRequest request) {
    EmbeddingRequestParameters parameters =
        model.defaultRequestParameters().overrideWith(request.parameters());
    Map<String, JsonNode> settings = new TreeMap<>();
    for (EmbeddingParameter<?> parameter : parameters.presentParameters()) {
      settings.put(parameter.name(), Values.shown(parameters.parameter(parameter)));
    }
    return new Question(Optional.ofNullable(parameters.modelName()).orElseGet(model::modelName),
        request.inputs()
            .stream().map(input -> input.contents().stream().map(Messages::part).toList()).toList(),
        settings);
  }

  private static Answer answer(EmbeddingResponse response) {
    return new Answer(response.embeddings().stream().map(JournaledEmbeddingModel::text).toList(),
        Optional.ofNullable(
            response.modelName()),
        Optional.ofNullable(response.tokenUsage()).flatMap(Values::encoded));
  }

  private static EmbeddingResponse response(Answer answer) {
    EmbeddingResponseMetadata.Builder<?> metadata = EmbeddingResponseMetadata.builder();
    answer.model().ifPresent(metadata::modelName);
    answer.tokens().ifPresent(tokens -> metadata.tokenUsage((TokenUsage) Values.decode(tokens)));
    return EmbeddingResponse.builder()
        .embeddings(answer.vectors().stream().map(JournaledEmbeddingModel::vector)
            .toList())
        .metadata(metadata.build()).build();
  }

  private static String text(Embedding embedding) {
    ByteBuffer bytes = ByteBuffer.allocate(embedding.vector().length * Float.BYTES);
    bytes.asFloatBuffer().put(embedding.vector());
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static Embedding vector(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
    float[] vector = new float[bytes.capacity() / Float.BYTES];
    bytes.asFloatBuffer().get(vector);
    return Embedding.from(vector);
  }

  @Override
  public String modelName() {
    return model.modelName();
  }

  @Override
  public ModelProvider provider() {
    return model.provider();
  }

  @Override
  public EmbeddingRequestParameters defaultRequestParameters() {
    return model.defaultRequestParameters();
  }

  @Override
  public Set<EmbeddingParameter<?>> supportedParameters() {
    return model.supportedParameters();
  }

  @Override
  public Set<ContentType> supportedContentTypes() {
    return model.supportedContentTypes();
  }
}
