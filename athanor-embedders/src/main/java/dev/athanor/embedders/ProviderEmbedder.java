package dev.athanor.embedders;

import dev.athanor.knowledge.embed.Embedder;
import dev.athanor.model.ModelFailures;
import dev.athanor.model.ModelName;
import dev.athanor.models.embedding.Embedded;
import dev.athanor.models.embedding.EmbeddingModel;
import dev.athanor.models.embedding.EmbeddingRequest;
import dev.athanor.models.embedding.EmbeddingRequest.Kind;
import dev.athanor.run.StepFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Embeds with a model of a provider. Passages are sent in batches, each tried again while it may pass; a question is tried once,
 * since the step that it belongs to is what is tried again. Safe for use by many threads.
 */
public final class ProviderEmbedder implements Embedder {
  private final EmbedderSettings.Provided settings;
  private final Prepared prepared;
  private final Function<ModelName, EmbeddingModel> models;
  private final Retrying retrying;
  private final AtomicLong tokens = new AtomicLong();
  private final VectorLength length;

  /**
   * Asks nobody yet.
   *
   * @param models finds the model, each time, so that a new key counts at once
   * @param retrying how passages are tried again
   */
  public ProviderEmbedder(EmbedderSettings.Provided settings, Function<ModelName, EmbeddingModel> models,
      Retrying retrying) {
    this.settings = settings;
    this.prepared = new Prepared(settings.texts());
    this.models = models;
    this.retrying = retrying;
    this.length = new VectorLength(settings.dimensions());
  }

  @Override
  public String version() {
    return settings.model() + settings.dimensions().map(each -> "+" + each).orElse("") + prepared.version();
  }

  /** The model that is asked. */
  public ModelName model() {
    return settings.model();
  }

  /** How many tokens the provider has counted so far. */
  public long tokens() {
    return tokens.get();
  }

  @Override
  public int dimensions() {
    return length.of(this);
  }

  @Override
  public int batch() {
    return settings.batch();
  }

  @Override
  public List<float[]> embed(List<String> passages) {
    List<String> texts = passages.stream().map(prepared::passage).toList();
    List<float[]> vectors = new ArrayList<>();
    for (int from = 0; from < texts.size(); from += settings.batch()) {
      List<String> batch = texts.subList(from, Math.min(from + settings.batch(), texts.size()));
      vectors.addAll(retrying.answer(() -> asked(batch, Kind.PASSAGE)));
    }
    return vectors;
  }

  @Override
  public float[] embedQuery(String query) {
    try {
      return asked(List.of(prepared.question(query)), Kind.QUESTION).getFirst();
    } catch (InterruptedException e) {
      throw Retrying.interrupted(e);
    }
  }

  private List<float[]> asked(List<String> texts, Kind kind) throws InterruptedException {
    Embedded embedded = models.apply(settings.model())
        .embed(new EmbeddingRequest(settings.model(), texts, kind, settings.dimensions()));
    embedded.usage().input().ifPresent(tokens::addAndGet);
    return embedded.vectors().stream().map(this::unit).toList();
  }

  private float[] unit(float[] vector) {
    return Unit.of(vector).orElseThrow(() -> new StepFailed(ModelFailures.RESPONSE, settings.model()
        + " has made a vector of zeros, which is near to nothing; see whether it is a model that embeds",
        false));
  }

  @Override
  public String toString() {
    return "ProviderEmbedder[" + version() + "]";
  }
}
