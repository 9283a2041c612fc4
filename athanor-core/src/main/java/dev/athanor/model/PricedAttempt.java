package dev.athanor.model;

import dev.athanor.journal.Payload;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Spend;
import dev.athanor.run.Attempt;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An attempt of which the cost is known by what the provider counts.
 *
 * @param attempt that costs
 * @param model that is asked
 * @param prices what it costs
 */
record PricedAttempt(Attempt attempt, ModelName model, Prices prices) implements ModelAttempt {
  @Override
  public void used(Usage soFar) {
    attempt.spend(prices.spend(model, soFar));
  }

  @Override
  public RunId run() {
    return attempt.run();
  }

  @Override
  public int number() {
    return attempt.number();
  }

  @Override
  public String key() {
    return attempt.key();
  }

  @Override
  public Optional<Instant> deadline() {
    return attempt.deadline();
  }

  @Override
  public boolean emit(JsonNode chunk) {
    return attempt.emit(chunk);
  }

  @Override
  public void spend(Spend soFar) {
    attempt.spend(soFar);
  }

  @Override
  public Payload store(InputStream content, String mediaType) {
    return attempt.store(content, mediaType);
  }

  @Override
  public InputStream open(Payload payload) {
    return attempt.open(payload);
  }
}
