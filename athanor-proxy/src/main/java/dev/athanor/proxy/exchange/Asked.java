package dev.athanor.proxy.exchange;

import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import dev.athanor.json.Merkle;
import dev.athanor.simulator.protocol.Endpoint;
import dev.athanor.simulator.protocol.Target;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it is recorded: what decides the answer, and nothing that differs from one sending to the next.
 *
 * @param service whose interface it is
 * @param method such as {@code POST}
 * @param path at the provider, such as {@code /v1/chat/completions}
 * @param query without keys; empty if there is none
 * @param headers those that decide the answer, by their names in lower case
 * @param body what it carries
 */
public record Asked(Service service, String method, String path, String query, Map<String, String> headers,
    Body body) {
  /** Reads and writes it. */
  public static final Codec<Asked> CODEC = Codec.of(Asked.class);

  /** Copies. */
  public Asked {
    headers = new TreeMap<>(headers);
  }

  /** What is at the path, if the provider is known to have something there. */
  public Optional<Endpoint> endpoint() {
    return service.provider().endpoint(target());
  }

  /** What it is sent to. */
  public Target target() {
    return new Target(method, path, query);
  }

  /** By what it is found: equal requests have equal hashes. */
  public Hash hash() {
    return Merkle.of(CODEC.encode(this)).hash();
  }

  /** Method and path, for people. */
  public String line() {
    return method + " " + path + (query.isEmpty() ? "" : "?" + query);
  }

  /** The same with another body. */
  public Asked with(Body other) {
    return new Asked(service, method, path, query, headers, other);
  }
}
