package dev.athanor.model;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Spend;
import dev.athanor.json.Codec;
import dev.athanor.run.Attempt;
import dev.athanor.run.Operation;
import dev.athanor.run.Retry;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks a model. A draw from a distribution: the same request may be answered in another way, so a record answers for it by
 * request and draw.
 *
 * @param models who can be asked
 * @param prices what tokens cost
 * @param retry how often a failure that may pass is tried again
 * @param limit how long one attempt may take
 */
public record ModelOperation(Models models, Prices prices, Retry retry, Duration limit)
    implements Operation<ModelRequest, ModelResponse> {
  /** Four attempts with pauses of a second or more. */
  public static final Retry PATIENT = new Retry(4, Duration.ofSeconds(1), Duration.ofMinutes(1));
  /** Long enough for a long answer of a model that thinks. */
  public static final Duration LONG = Duration.ofMinutes(10);

  private static final Codec<ModelRequest> REQUEST = Codec.of(ModelRequest.class);
  private static final Codec<ModelResponse> RESPONSE = Codec.of(ModelResponse.class);

  /** With patience. */
  public ModelOperation(Models models, Prices prices) {
    this(models, prices, PATIENT, LONG);
  }

  @Override
  public String name() {
    return "model";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Effect effect() {
    return Effect.SAMPLED;
  }

  @Override
  public Codec<ModelRequest> request() {
    return REQUEST;
  }

  @Override
  public Codec<ModelResponse> response() {
    return RESPONSE;
  }

  @Override
  public ModelResponse live(ModelRequest request, Attempt attempt) throws Exception {
    PricedAttempt priced = new PricedAttempt(attempt, request.model(), prices);
    ModelResponse response = models.named(request.model()).ask(request, priced);
    priced.used(response.usage());
    return response;
  }

  /** The request by estimate, and the longest answer that it allows; of an answer whose length is not limited, nothing is known. */
  @Override
  public Spend estimate(ModelRequest request) {
    return prices.spend(request.model(),
        Usage.of(Tokens.of(request), request.settings().maxOutputTokens().orElse(0)));
  }

  @Override
  public Retry retry() {
    return retry;
  }

  @Override
  public Optional<Duration> timeout() {
    return Optional.of(limit);
  }
}
