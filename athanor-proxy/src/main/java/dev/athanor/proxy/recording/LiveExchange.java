package dev.athanor.proxy.recording;

import dev.athanor.proxy.exchange.Answered;
import dev.athanor.proxy.exchange.Asked;
import dev.athanor.proxy.upstream.Client;
import dev.athanor.proxy.upstream.ClientLeft;
import dev.athanor.proxy.upstream.Kind;
import dev.athanor.proxy.upstream.ProxiedOperation;
import dev.athanor.proxy.upstream.Relay;
import dev.athanor.run.Operation;
import dev.athanor.run.StepFailed;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** A request that a client waits for the answer of. The run's thread answers, the connection's thread waits. */
final class LiveExchange implements Exchange {
  private final Asked asked;
  private final Client client;
  private final Relay relay;
  private final BiFunction<String, Asked, Optional<RecordedExchange>> recorded;
  private final CountDownLatch over = new CountDownLatch(1);

  /**
   * A request.
   *
   * @param recorded what the record has of it, by its name
   */
  LiveExchange(Asked asked, Client client, Relay relay,
      BiFunction<String, Asked, Optional<RecordedExchange>> recorded) {
    this.asked = asked;
    this.client = client;
    this.relay = relay;
    this.recorded = recorded;
  }

  @Override
  public Asked asked() {
    return asked;
  }

  @Override
  public Operation<Asked, Answered> operation(Optional<UnaryOperator<JsonNode>> change) {
    return ProxiedOperation.of(Kind.of(asked), change.map(relay::changing).orElse(relay));
  }

  @Override
  public void answered(String key, Answered answered) {
    try {
      Optional<RecordedExchange> found = recorded.apply(key, asked);
      if (!relay.finish()) {
        new Player(client, false).play(found.orElseThrow());
      }
    } catch (ClientLeft e) {
      // it is on record all the same
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      over.countDown();
    }
  }

  @Override
  public void refused(StepFailed failure) {
    refuse(String.valueOf(failure.getMessage()));
  }

  @Override
  public void left() {
    refuse("the recording has ended, so that this request can't be recorded; see what it says");
  }

  private void refuse(String why) {
    Refusals.refuse(client, asked.service(), Refusals.notAllowed(why));
    over.countDown();
  }

  /** Waits until the client has what it gets. */
  void await() throws InterruptedException {
    over.await();
  }
}
