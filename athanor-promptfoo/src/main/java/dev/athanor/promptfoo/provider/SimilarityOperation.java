package dev.athanor.promptfoo.provider;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelOperation;
import dev.athanor.models.embedding.Embedded;
import dev.athanor.models.embedding.EmbeddingRequest;
import dev.athanor.models.embedding.EmbeddingRequest.Kind;
import dev.athanor.run.Attempt;
import dev.athanor.run.Operation;
import dev.athanor.run.Retry;
import dev.athanor.run.StepFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How near texts are in meaning. PURE: what a provider's embedder would say a second time is the same with noise, so the record stands for it.
 *
 * @param connections to providers
 * @param local asked where a suite names nobody
 */
public record SimilarityOperation(Connections connections, LocalEmbedder local)
    implements Operation<SimilarityOperation.Request, SimilarityOperation.Response> {
  private static final Codec<Request> REQUEST = Codec.of(Request.class);
  private static final Codec<Response> RESPONSE = Codec.of(Response.class);

  /**
   * What is compared.
   *
   * @param embedder who makes the vectors; the local one if empty
   * @param text that is compared
   * @param others with each of these
   */
  public record Request(Optional<EmbedderTarget> embedder, String text, List<String> others) {
    /** Copies. */
    public Request {
      others = List.copyOf(others);
    }
  }

  /**
   * How near each is.
   *
   * @param all one for each of the others
   */
  public record Response(List<Nearness> all) {
    /** Copies. */
    public Response {
      all = List.copyOf(all);
    }
  }

  /**
   * How near two vectors are.
   *
   * @param cosine of the angle between them
   * @param product of the two
   * @param distance from one to the other
   */
  public record Nearness(double cosine, double product, double distance) {
    static Nearness of(float[] one, float[] other) {
      double product = 0;
      double squares = 0;
      double otherSquares = 0;
      double apart = 0;
      for (int i = 0; i < one.length; i++) {
        product += (double) one[i] * other[i];
        squares += (double) one[i] * one[i];
        otherSquares += (double) other[i] * other[i];
        apart += ((double) one[i] - other[i]) * ((double) one[i] - other[i]);
      }
      double lengths = Math.sqrt(squares) * Math.sqrt(otherSquares);
      return new Nearness(lengths == 0 ? 0 : product / lengths, product, Math.sqrt(apart));
    }
  }

  @Override
  public String name() {
    return "similarity";
  }

  @Override
  public String version() {
    return "1/" + local.version();
  }

  @Override
  public Effect effect() {
    return Effect.PURE;
  }

  @Override
  public Codec<Request> request() {
    return REQUEST;
  }

  @Override
  public Codec<Response> response() {
    return RESPONSE;
  }

  @Override
  public Retry retry() {
    return ModelOperation.PATIENT;
  }

  @Override
  public Response live(Request request, Attempt attempt) {
    List<String> texts = new ArrayList<>(List.of(request.text()));
    texts.addAll(request.others());
    List<float[]> vectors = request.embedder().map(target -> asked(target, texts, attempt))
        .orElseGet(() -> local.embed(texts));
    return new Response(
        vectors.stream().skip(1).map(other -> Nearness.of(vectors.getFirst(), other)).toList());
  }

  private List<float[]> asked(EmbedderTarget target, List<String> texts, Attempt attempt) {
    ModelName name = connections.name(target);
    try {
      Embedded made = connections.embedding(name)
          .embed(new EmbeddingRequest(name, texts, Kind.PASSAGE, Optional.empty()));
      attempt.spend(connections.spend(name, made.usage()));
      return made.vectors();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StepFailed("interrupted", "the embedder " + name + " was interrupted", true);
    }
  }
}
