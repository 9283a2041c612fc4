package dev.athanor.simulator;

import dev.athanor.json.Hash;
import dev.athanor.simulator.protocol.Target;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request as it came.
 *
 * @param target what it is sent to
 * @param headers by their names in lower case
 * @param body what it carries
 * @param size of the body in bytes
 * @param hash of method, path and the body's bytes
 */
record Incoming(Target target, Map<String, String> headers, Body body, long size, Hash hash) {
  private static final Set<String> SECRET = Set.of("authorization", "x-api-key", "x-goog-api-key", "api-key",
      "cookie", "proxy-authorization");

  static Incoming read(ServerRequest request) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    request.headers().forEach(header -> headers.put(header.name().toLowerCase(Locale.ROOT), header.values()));
    byte[] bytes = new byte[0];
    boolean whole = true;
    if (request.content().hasEntity()) {
      try (InputStream in = request.content().inputStream()) {
        bytes = in.readNBytes((int) Simulator.LARGEST_BODY);
        whole = in.read() < 0;
      }
    }
    String method = request.prologue().method().text();
    String path = request.path().path();
    MessageDigest digest = Hash.sha256();
    digest.update((method + " " + path + "\n").getBytes(StandardCharsets.UTF_8));
    return new Incoming(new Target(method, path, request.query().rawValue()), headers,
        whole ? Body.of(bytes) : new Body.TooLarge(), bytes.length,
        Hash.ofDigest(digest.digest(bytes)));
  }

  /** The key that the client shows, in any of the providers' ways. */
  Optional<String> key() {
    return Stream.of(Optional.ofNullable(headers.get("authorization")).map(value -> value.replaceFirst(
        "(?i)^Bearer ", "")), Optional.ofNullable(headers.get("x-api-key")), Optional.ofNullable(headers.get(
            "x-goog-api-key")),
        Optional.ofNullable(headers.get("api-key")), parameters().filter(
            one -> one.startsWith("key=")).map(one -> one.substring(4)).findFirst())
        .flatMap(
            Optional::stream)
        .findFirst();
  }

  private Stream<String> parameters() {
    return target.query().isEmpty() ? Stream.empty() : List.of(target.query().split("&")).stream();
  }

  /** The same without what is secret. */
  ReceivedRequest kept() {
    Map<String, String> shown = new TreeMap<>(headers);
    shown.keySet().removeAll(SECRET);
    String rest = parameters().filter(one -> !one.startsWith("key=")).collect(Collectors.joining("&"));
    return new ReceivedRequest(target.method(), rest.isEmpty() ? target.path() : target.path() + "?" + rest,
        shown, body.json());
  }
}
