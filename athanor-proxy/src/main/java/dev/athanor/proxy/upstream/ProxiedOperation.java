package dev.athanor.proxy.upstream;

import dev.athanor.journal.Effect;
import dev.athanor.json.Codec;
import dev.athanor.proxy.exchange.Answered;
import dev.athanor.proxy.exchange.Asked;
import dev.athanor.run.Attempt;
import dev.athanor.run.Operation;

/**
 * Passes one request on to its provider. What it sends is what the request says and, beside that, what must not be on
 * record: the client's keys.
 *
 * @param kind what the request does to the world
 * @param relay carries it there and back
 */
public record ProxiedOperation(Kind kind, Relay relay) implements Operation<Asked, Answered> {
  @Override
  public String name() {
    return kind.operation();
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Effect effect() {
    return kind.effect();
  }

  @Override
  public Codec<Asked> request() {
    return Asked.CODEC;
  }

  @Override
  public Codec<Answered> response() {
    return Answered.CODEC;
  }

  @Override
  public Answered live(Asked request, Attempt attempt) throws InterruptedException {
    return relay.carry(request, attempt);
  }
}
