package dev.athanor.proxy.recording;

import dev.athanor.proxy.exchange.Service;
import dev.athanor.proxy.upstream.Client;
import dev.athanor.proxy.upstream.ClientLeft;
import dev.athanor.simulator.answer.Problem;
import dev.athanor.simulator.protocol.Provider;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Says no in the words of a provider, so that its clients understand. */
public final class Refusals {
  private Refusals() {}

  /** Gives an error as the answer; the clients are told that another try won't help. */
  public static void refuse(Client client, Service service, Problem problem) {
    Provider provider = service.provider();
    try {
      client.whole(provider.status(problem), Map.of("content-type", List.of("application/json"),
          "x-should-retry", List.of("false")),
          provider.problem(problem).toString().getBytes(
              StandardCharsets.UTF_8));
    } catch (ClientLeft e) {
      // nobody is there to be told
    }
  }
}
