package dev.athanor.proxy.recording;

import dev.athanor.proxy.exchange.Service;
import dev.athanor.proxy.upstream.Client;
import dev.athanor.proxy.upstream.ClientLeft;
import dev.athanor.simulator.answer.Problem;
import dev.athanor.simulator.cassette.Interaction;
import dev.athanor.simulator.protocol.Provider;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says no in the words of a provider, so that its clients understand. */
public final class Refusals {
  private static final int CONFLICT = 409;
  /** The clients are told that another try won't help. */
  private static final Map<String, String> HEADERS = Map.of("content-type", "application/json",
      "x-should-retry", "false");

  private Refusals() {}

  /** What is said where the run allows no answer. */
  static Problem notAllowed(String why) {
    return new Problem(CONFLICT, Problem.Kind.REQUEST, "athanor: " + why, Optional.empty());
  }

  /** An error as the answer. */
  static Interaction.Answered answer(Service service, Problem problem) {
    Provider provider = service.provider();
    return Interaction.Answered.of(provider.status(problem), HEADERS, provider.problem(problem).toString());
  }

  /** Gives an error as the answer. */
  public static void refuse(Client client, Service service, Problem problem) {
    Interaction.Answered no = answer(service, problem);
    Map<String, List<String>> headers = new java.util.TreeMap<>();
    no.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    try {
      client.whole(no.status(), headers, no.text().getBytes(StandardCharsets.UTF_8));
    } catch (ClientLeft e) {
      // nobody is there to be told
    }
  }
}
