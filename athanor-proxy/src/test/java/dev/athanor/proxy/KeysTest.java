package dev.athanor.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Journal;
import dev.athanor.proxy.exchange.Service;
import dev.athanor.proxy.recording.RecordedExchange;
import dev.athanor.run.Recording;
import dev.athanor.store.journal.SqliteJournal;
import dev.athanor.trail.BundleWriter;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys reach the provider, and nothing that is written. */
@Timeout(120)
class KeysTest {
  private static final String KEY = Recorded.KEY;
  private static final String QUESTION =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";

  @TempDir
  private Path folder;

  private void nowhere(Journal journal, Recording recording, List<String> warnings) throws Exception {
    new BundleWriter(journal).write(recording.header().id(), folder.resolve("bundle.zip"));
    journal.close();
    assertThat(warnings.toString()).doesNotContain(KEY);
    try (ZipFile bundle = new ZipFile(folder.resolve("bundle.zip").toFile())) {
      for (var entry : bundle.stream().toList()) {
        assertThat(new String(bundle.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1))
            .as(entry
                .getName())
            .doesNotContain(KEY);
      }
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).as(file.toString())
            .doesNotContain(KEY);
      }
    }
  }

  @Test
  void everyWayToShowAKeyIsPassedOnAndLeftOut() throws Exception {
    Journal journal = SqliteJournal.open(folder.resolve("journal.db"));
    try (
        Provider provider =
            new Provider(Provider.bytes(200, "{}".getBytes(StandardCharsets.UTF_8), "Content-Type",
                "application/json", "Set-Cookie", "session=" + KEY, "X-Echo", KEY));
        Recorded recorded = new Recorded(
            journal, provider.uri())) {
      recorded.post(Service.OPENAI, "/chat/completions", QUESTION.formatted("a"));
      recorded.post(Service.ANTHROPIC, "/v1/messages", QUESTION.formatted("a"), "x-api-key", KEY,
          "anthropic-version", "2023-06-01");
      recorded.post(Service.GEMINI, "/v1beta/models/g:generateContent?alt=json&key=" + KEY, "{}",
          "x-goog-api-key",
          KEY);
      recorded.post(Service.OPENAI, "/chat/completions", QUESTION.formatted("b"), "cookie", "a=" + KEY,
          "api-key",
          KEY);
      recorded.post(Service.OPENAI, "/chat/completions",
          QUESTION.formatted("a prompt with " + KEY + " in it"));
      assertThat(provider.received()).hasSize(5).allSatisfy(received -> assertThat(received.headers())
          .containsEntry("Authorization", "Bearer " + KEY));
      assertThat(provider.received().get(1).headers()).containsEntry("X-api-key", KEY);
      assertThat(provider.received().get(2).headers()).containsEntry("X-goog-api-key", KEY);
      assertThat(provider.received().get(2).line()).isEqualTo(
          "POST /v1beta/models/g:generateContent?alt=json&key=" + KEY);
      assertThat(new String(provider.received().get(4).body(), StandardCharsets.UTF_8)).contains(KEY);
      Recording recording = recorded.end();
      assertThat(RecordedExchange.of(recording)).hasSize(5);
      assertThat(RecordedExchange.of(recording).get(2).asked().query()).isEqualTo("alt=json");
      assertThat(RecordedExchange.of(recording).get(4).asked().body().toString()).contains(
          "a prompt with [key] in it");
      nowhere(journal, recording, recorded.warnings);
    }
  }

  @Test
  void aProviderThatRepeatsAKeyDoesNotPutItOnRecord() throws Exception {
    Journal journal = SqliteJournal.open(folder.resolve("journal.db"));
    CountDownLatch seen = new CountDownLatch(1);
    String half = KEY.substring(0, 10);
    try (Provider provider = new Provider(exchange -> {
      if (exchange.getRequestURI().getPath().endsWith("/models")) {
        Provider.bytes(401, ("{\"error\":\"Incorrect API key provided: " + KEY + "\"}").getBytes(
            StandardCharsets.UTF_8), "Content-Type", "application/json").to(exchange);
        return;
      }
      exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      out.write(("data: {\"key\":\"" + half).getBytes(StandardCharsets.UTF_8));
      out.flush();
      seen.await();
      out.write((KEY.substring(10) + "\"}\n\n").getBytes(StandardCharsets.UTF_8));
    }); Recorded recorded = new Recorded(journal, provider.uri())) {
      assertThat(recorded.post(Service.OPENAI, "/models", "").body()).contains(KEY);
      var response =
          recorded.http().send(Recorded.request(recorded.server(), Service.OPENAI, "/chat/completions",
              QUESTION.formatted("a")), HttpResponse.BodyHandlers.ofInputStream());
      try (var in = response.body()) {
        assertThat(new String(in.readNBytes(14 + half.length()), StandardCharsets.UTF_8)).endsWith(half);
        seen.countDown();
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).startsWith(KEY.substring(10));
      }
      Recording recording = recorded.end();
      assertThat(RecordedExchange.of(recording).get(1).pieces()).extracting(RecordedExchange.Piece::text)
          .containsExactly("data: {\"key\":\"", "[key]\"}\n\n");
      nowhere(journal, recording, recorded.warnings);
    }
  }

  /** What the model has said is read from the answer, and stands on record beside it. */
  @Test
  void aKeyThatAModelRepeatsIsNotInWhatItHasSaid() throws Exception {
    Journal journal = SqliteJournal.open(folder.resolve("journal.db"));
    try (
        Provider provider = new Provider(Provider.bytes(200,
            ("{\"choices\":[{\"message\":{\"content\":\"It is "
                + KEY + ".\"}}]}").getBytes(StandardCharsets.UTF_8),
            "Content-Type", "application/json"));
        Recorded recorded =
            new Recorded(journal, provider.uri())) {
      assertThat(recorded.post(Service.OPENAI, "/chat/completions", QUESTION.formatted("a")).body()).contains(
          KEY);
      Recording recording = recorded.end();
      assertThat(RecordedExchange.of(recording).getFirst().answered().orElseThrow().answer().orElseThrow()
          .text()).isEqualTo("It is [key].");
      nowhere(journal, recording, recorded.warnings);
    }
  }

  @Test
  void aKeyIsNotInTheErrorOfAProviderThatCantBeReached() throws Exception {
    Journal journal = SqliteJournal.open(folder.resolve("journal.db"));
    URI nobody;
    try (Provider provider = new Provider(Provider.bytes(200, new byte[0]))) {
      nobody = provider.uri();
    }
    try (Recorded recorded = new Recorded(journal, nobody)) {
      HttpResponse<String> response =
          recorded.http().send(HttpRequest.newBuilder(URI.create(recorded.server().base(
              Service.GEMINI) + "/v1beta/models?key=" + KEY)).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(502);
      assertThat(response.body()).contains("gemini can't be reached at " + nobody).doesNotContain(KEY);
      nowhere(journal, recorded.end(), recorded.warnings);
    }
  }
}
