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
 * @param name of what is done
 * @param version of how it is done
 * @param effect what the request does to the world
 * @param carrier takes it there and brings the answer back
 */
public record ProxiedOperation(String name, String version, Effect effect, Carrier carrier)
    implements Operation<Asked, Answered> {
  /** The way to a provider and back. */
  @FunctionalInterface
  public interface Carrier {
    /** Gives the answer to a request. */
    Answered carry(Asked asked, Attempt attempt) throws InterruptedException;
  }

  /** Of a request of that kind. */
  public static ProxiedOperation of(Kind kind, Relay relay) {
    return new ProxiedOperation(kind.operation(), "1", kind.effect(), relay::carry);
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
    return carrier.carry(request, attempt);
  }
}
