package dev.athanor.opensearch.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.athanor.error.AthanorException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterTest {
  private static final Ask SEARCH = Ask.of("POST", "/handbook/_search");
  private static final String KNOWN =
      "{\"version\": {\"distribution\": \"opensearch\", \"number\": \"3.6.0\"}}";
  private static final Patience SHORT =
      new Patience(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofMillis(300),
          Duration.ofMillis(5));

  private record Canned(int status, String body) {}

  /** What is answered to anything but the first question, in this order; the last one again and again. */
  private final Deque<Canned> answers = new ArrayDeque<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private String greeting = KNOWN;
  private HttpServer server;

  @TempDir
  private Path folder;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      exchange.getRequestBody().readAllBytes();
      boolean first = exchange.getRequestURI().getPath().equals("/");
      asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
          + exchange.getRequestHeaders().getFirst("Authorization"));
      Canned canned =
          first ? new Canned(200, greeting) : answers.size() > 1 ? answers.remove() : answers.element();
      exchange.sendResponseHeaders(canned.status(), canned.body().getBytes(UTF_8).length);
      exchange.getResponseBody().write(canned.body().getBytes(UTF_8));
      exchange.close();
    });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private URI here() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static URI nobody() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
  }

  private Cluster cluster(URI... nodes) {
    return cluster(Address.of(nodes), Map.of());
  }

  private static Cluster cluster(Address address, Map<String, String> environment) {
    return Cluster.at(address, SHORT, new Random(3), environment::get);
  }

  private static String error(String kind, String reason) {
    return "{\"error\": {\"type\": \"" + kind + "\", \"reason\": \"" + reason + "\"}}";
  }

  @Test
  void what_is_busy_is_asked_again() {
    answers.add(new Canned(429, error("rejected_execution_exception", "the queue is full")));
    answers.add(new Canned(503, error("no_shard_available_action_exception", "a shard moves")));
    answers.add(new Canned(500, error("node_not_connected_exception", "[node-1] Node not connected")));
    answers.add(new Canned(500,
        """
            {"error": {"root_cause": [{"type": "search_phase_execution_exception", "reason": ""}],
              "type": "search_phase_execution_exception", "reason": "", "phase": "dfs", "failed_shards": [],
              "caused_by": {"type": "remote_transport_exception", "reason": "[node-1]",
                "caused_by": {"type": "node_not_connected_exception", "reason": "[node-2] Node not connected"}}}}"""));
    answers.add(new Canned(200, "{\"took\": 3}"));
    try (Cluster cluster = cluster(here())) {
      assertThat(cluster.done(SEARCH).path("took").asInt()).isEqualTo(3);
    }
    assertThat(asked).hasSize(6);
  }

  @Test
  void another_node_is_asked_when_one_is_gone() throws IOException {
    answers.add(new Canned(200, "{\"took\": 4}"));
    try (Cluster cluster = cluster(nobody(), here())) {
      assertThat(cluster.done(SEARCH).path("took").asInt()).isEqualTo(4);
    }
  }

  @Test
  void when_nobody_answers_it_is_said_who_was_asked_and_what_to_do() throws IOException {
    URI nobody = nobody();
    try (Cluster cluster = cluster(nobody)) {
      assertThatThrownBy(() -> cluster.done(SEARCH)).isInstanceOfSatisfying(AthanorException.class, e -> {
        assertThat(e.code()).isEqualTo("opensearch-unreachable");
        assertThat(e.retryable()).isTrue();
      }).hasMessageContaining("OpenSearch at " + nobody + " did not do GET / within")
          .hasMessageContaining("ConnectException")
          .hasMessageContaining("start it, or correct knowledge.index.opensearch.url in athanor.yaml");
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "429 | cluster_block_exception | index [a] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has read-only-allow-delete block]; | opensearch-disk-full | free some on its nodes",
      "403 | cluster_block_exception | index [a] blocked by: [FORBIDDEN/5/index read-only (api)]; | opensearch-read-only | set index.blocks.write",
      "400 | illegal_argument_exception | unknown setting [index.knn] please check | opensearch-no-knn | opensearch-plugin install opensearch-knn",
      "400 | mapper_parsing_exception | No handler for type [knn_vector] declared | opensearch-no-knn | opensearch-plugin install opensearch-knn",
      "403 | security_exception | no permissions for [indices:data/write] | opensearch-forbidden | check user and password",
      "401 | security_exception | missing credentials | opensearch-forbidden | check user and password",
      "500 | null_pointer_exception | a defect | opensearch-failed | HTTP 500, null_pointer_exception: a defect",
      "400 | parsing_exception | unknown query [x] | opensearch-failed | HTTP 400, parsing_exception: unknown query [x]"})
  void a_refusal_is_named_with_the_next_step(int status, String kind, String reason, String code,
      String step) {
    answers.add(new Canned(status, error(kind, reason)));
    try (Cluster cluster = cluster(here())) {
      assertThatThrownBy(() -> cluster.done(SEARCH)).isInstanceOfSatisfying(AthanorException.class,
          e -> assertThat(e.code()).isEqualTo(code)).hasMessageContaining(step);
    }
    assertThat(asked).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{\"version\": {\"distribution\": \"opensearch\", \"number\": \"2.19.1\"}} | is opensearch 2.19.1; expected OpenSearch 3.0.0 or newer",
      "{\"version\": {\"number\": \"8.15.0\"}} | is another product 8.15.0; expected OpenSearch",
      "<html>Welcome</html> | is no OpenSearch: it answers"})
  void another_product_or_version_is_told_before_anything_is_asked(String answer, String message) {
    greeting = answer;
    try (Cluster cluster = cluster(here())) {
      assertThatThrownBy(() -> cluster.done(SEARCH)).hasMessageContaining(message).isInstanceOfSatisfying(
          AthanorException.class, e -> assertThat(e.code()).isEqualTo("opensearch-version"));
    }
    assertThat(asked).hasSize(1);
  }

  @Test
  void the_password_is_sent_and_never_shown() throws IOException {
    answers.add(new Canned(401, error("security_exception", "no")));
    Path file = Files.writeString(folder.resolve("password"), "s3cret-word\nanother line");
    for (Password password : List.of(new Password.InFile(file), new Password.Variable("WORD"))) {
      var address =
          new Address(List.of(here()), Optional.of(new Address.Login("anna", password)), Optional.empty());
      try (Cluster cluster = cluster(address, Map.of("WORD", "s3cret-word"))) {
        assertThatThrownBy(() -> cluster.done(SEARCH)).hasMessageNotContaining("s3cret");
      }
    }
    // anna:s3cret-word
    assertThat(asked).hasSize(4).allMatch(each -> each.endsWith("Basic YW5uYTpzM2NyZXQtd29yZA=="));
  }

  @Test
  void a_password_that_is_not_there_is_named() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty"));
    assertThatThrownBy(() -> new Password.Variable("WORD").reveal(_ -> null))
        .hasMessageContaining("the variable WORD is not set; expected the password for OpenSearch in it");
    assertThatThrownBy(() -> new Password.InFile(empty).reveal(_ -> null)).hasMessageContaining("is empty");
    assertThatThrownBy(() -> new Password.InFile(folder.resolve("none")).reveal(_ -> null))
        .hasMessageContaining("can't be read").hasMessageContaining("make it readable for this user");
  }

  @Test
  void a_file_that_has_no_certificate_is_named() throws IOException {
    Path file = Files.writeString(folder.resolve("root.pem"), "nothing");
    var address = new Address(List.of(URI.create("https://a:9200")), Optional.empty(), Optional.of(file));
    assertThatThrownBy(() -> cluster(address, Map.of()))
        .hasMessageContaining(file + " can't be read as certificates")
        .hasMessageContaining("expected a file in PEM");
  }
}
