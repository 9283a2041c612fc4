package dev.athanor.run;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Spend;
import dev.athanor.json.Codec;
import java.time.Duration;
import java.util.Optional;

/** Another operation with something changed. */
class Delegating implements Operation<String, String> {
  private final Operation<String, String> operation;

  Delegating(Operation<String, String> operation) {
    this.operation = operation;
  }

  @Override
  public String name() {
    return operation.name();
  }

  @Override
  public String version() {
    return operation.version();
  }

  @Override
  public Effect effect() {
    return operation.effect();
  }

  @Override
  public Codec<String> request() {
    return operation.request();
  }

  @Override
  public Codec<String> response() {
    return operation.response();
  }

  @Override
  public Retry retry() {
    return operation.retry();
  }

  @Override
  public Optional<Duration> timeout() {
    return operation.timeout();
  }

  @Override
  public Optional<Duration> timeToLive() {
    return operation.timeToLive();
  }

  @Override
  public Spend estimate(String request) {
    return operation.estimate(request);
  }

  @Override
  public Optional<String> reconcile(String request, Attempt attempt) throws Exception {
    return operation.reconcile(request, attempt);
  }

  @Override
  public String live(String request, Attempt attempt) throws Exception {
    return operation.live(request, attempt);
  }
}
