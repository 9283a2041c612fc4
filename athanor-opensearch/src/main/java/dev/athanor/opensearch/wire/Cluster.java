package dev.athanor.opensearch.wire;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import dev.athanor.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The nodes of a cluster, any of which answers for all. Safe for use by many threads. */
public final class Cluster implements AutoCloseable {
  private static final String OLDEST = "3.0.0";

  private final Address address;
  private final Patience patience;
  private final RandomGenerator random;
  private final HttpClient client;
  private final Optional<String> authorization;
  /** The node that answered last. */
  private final AtomicInteger preferred = new AtomicInteger();
  private volatile boolean known;

  private Cluster(Address address, Patience patience, RandomGenerator random, HttpClient client,
      Optional<String> authorization) {
    this.address = address;
    this.patience = patience;
    this.random = random;
    this.client = client;
    this.authorization = authorization;
  }

  /** The cluster there. Nothing is sent yet. */
  public static Cluster at(Address address, Patience patience, RandomGenerator random,
      Function<String, @Nullable String> environment) {
    HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(patience.connect());
    address.authority().ifPresent(file -> client.sslContext(Authority.of(file)));
    Optional<String> authorization =
        address.login().map(login -> "Basic " + Base64.getEncoder().encodeToString(
            (login.user() + ":" + login.password().reveal(environment)).getBytes(StandardCharsets.UTF_8)));
    return new Cluster(address, patience, random, client.build(), authorization);
  }

  /** Where it is, for people. */
  public String place() {
    return "OpenSearch at " + String.join(", ", address.nodes().stream().map(URI::toString).toList());
  }

  /** The answer, if it is done. */
  public JsonNode done(Ask ask) {
    Reply reply = send(ask);
    if (!reply.isDone()) {
      throw Refusal.of(ask, reply);
    }
    return reply.body();
  }

  /** The answer, done or not; what may pass by waiting has been waited for. */
  public Reply send(Ask ask) {
    if (!known) {
      check();
    }
    return persist(ask, patience.all());
  }

  /** Until someone answers with something that another attempt would not change, or the patience ends. */
  private Reply persist(Ask ask, Duration most) {
    long start = System.nanoTime();
    Set<String> failures = new LinkedHashSet<>();
    for (int attempt = 1;; attempt++) {
      Optional<Reply> reply = toAnyNode(ask, failures);
      if (reply.isPresent() && !Refusal.mayPass(reply.get())) {
        return reply.get();
      }
      reply.ifPresent(each -> failures.add("HTTP " + each.status() + ": " + each.reason()));
      Duration pause = pause(attempt);
      if (Duration.ofNanos(System.nanoTime() - start).plus(pause).compareTo(most) > 0) {
        throw unreachable(ask, most, failures);
      }
      rest(pause);
    }
  }

  /** Empty if no node answers. */
  private Optional<Reply> toAnyNode(Ask ask, Set<String> failures) {
    int count = address.nodes().size();
    int first = preferred.get();
    for (int i = 0; i < count; i++) {
      int node = Math.floorMod(first + i, count);
      try {
        Reply reply = toNode(address.nodes().get(node), ask);
        preferred.set(node);
        return Optional.of(reply);
      } catch (IOException e) {
        Authority.refuse(address.nodes().get(node), e);
        failures.add(address.nodes().get(node) + ": " + describe(e));
      }
    }
    return Optional.empty();
  }

  private static String describe(IOException e) {
    String message = e.getMessage();
    return e.getClass().getSimpleName() + (message == null ? "" : " " + message);
  }

  private Reply toNode(URI node, Ask ask) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(node.toString().replaceAll("/+$", "") + ask.path()))
            .timeout(patience.answer())
            .method(ask.method(), ask.body().isEmpty() ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(ask.body()));
    if (!ask.body().isEmpty()) {
      request.header("Content-Type", ask.lines() ? "application/x-ndjson" : "application/json");
    }
    authorization.ifPresent(value -> request.header("Authorization", value));
    try {
      HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Reply(response.statusCode(), json(response.body()));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Between a client and its cluster may be others, who answer in HTML. */
  private static JsonNode json(byte[] body) {
    try {
      return body.length == 0 ? MissingNode.getInstance() : Json.parse(body);
    } catch (AthanorException e) {
      return Json.object().set("error",
          Json.object().put("type", "no JSON").put("reason", new String(body, StandardCharsets.UTF_8)));
    }
  }

  /** Whether this is a cluster that we can use: asked once. */
  private void check() {
    Ask ask = Ask.of("GET", "/");
    Reply reply = persist(ask, patience.greeting());
    if (!reply.isDone()) {
      throw Refusal.of(ask, reply);
    }
    JsonNode version = reply.body().path("version");
    String number = version.path("number").asString("");
    if (!version.path("distribution").asString("").equals("opensearch") || !number.startsWith("3.")) {
      throw AthanorException.user("opensearch-version", place() + " is "
          + (number.isEmpty() ? "no OpenSearch: it answers " + Json.abbreviate(reply.body().toString(), 100)
              : version.path("distribution").asString("another product") + " " + number)
          + "; expected OpenSearch " + OLDEST + " or newer, before 4; name another cluster under"
          + " knowledge.index.opensearch.url in athanor.yaml, or upgrade this one");
    }
    known = true;
  }

  private AthanorException unreachable(Ask ask, Duration most, Set<String> failures) {
    return new AthanorException("opensearch-unreachable", Category.DATA, true, place() + " did not do "
        + ask.method()
        + " " + ask.path() + " within " + most.toSeconds() + " s ("
        + Json.abbreviate(String.join("; ", new ArrayList<>(failures)), 600)
        + "); expected a running cluster; start it, or correct knowledge.index.opensearch.url in athanor.yaml, and try"
        + " again: what was committed is whole");
  }

  private static AthanorException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new AthanorException("opensearch-interrupted", Category.USER, true,
        "the work with OpenSearch was interrupted; what was committed is whole: try again", e);
  }

  /** Waits a moment before something is done again in another way. */
  public void rest(int attempt) {
    rest(pause(attempt));
  }

  /** Of random length, so that those who were refused together do not come back together. */
  private Duration pause(int attempt) {
    return Duration.ofNanos(random.nextLong(Math.max(1, patience.pause(attempt).toNanos())));
  }

  private static void rest(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
