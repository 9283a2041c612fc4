package dev.athanor.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Path;
import dev.athanor.proxy.exchange.Answered;
import dev.athanor.proxy.exchange.Asked;
import dev.athanor.proxy.exchange.Bodies;
import dev.athanor.proxy.exchange.Body;
import dev.athanor.proxy.exchange.Service;
import dev.athanor.proxy.recording.Playback;
import dev.athanor.proxy.recording.RecordedExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Whatever a body is, it passes as it is, and what is recorded of it can be read. */
class BodiesTest {
  private static final String ANSWER = """
      {"id":"x","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},\
      "finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":1}}""";
  private static final String QUESTION =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private static HttpRequest.Builder to(Recorded recorded, Service service, String path) {
    return HttpRequest.newBuilder(URI.create(recorded.server().base(service) + path));
  }

  @Test
  void aCompressedRequestPassesAsItIsAndIsRecordedUncompressed() throws Exception {
    byte[] sent = gzip(QUESTION);
    try (Provider provider = new Provider(Provider.bytes(200, ANSWER.getBytes(StandardCharsets.UTF_8),
        "Content-Type", "application/json")); Recorded recorded = Recorded.before(provider.uri())) {
      recorded.http()
          .send(to(recorded, Service.OPENAI, "/chat/completions").header("content-encoding", "gzip")
              .POST(HttpRequest.BodyPublishers.ofByteArray(sent)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(provider.received().getFirst().body()).isEqualTo(sent);
      assertThat(provider.received().getFirst().headers()).containsEntry("Content-encoding", "gzip");
      Asked asked = RecordedExchange.of(recorded.end()).getFirst().asked();
      assertThat(asked.body().json().orElseThrow().get("model").stringValue()).isEqualTo("m");
    }
  }

  @Test
  void aRequestThatIsNotCompressedAsItSaysIsRefused() throws Exception {
    try (Provider provider = new Provider(Provider.bytes(200, new byte[0]));
        Recorded recorded = Recorded.before(
            provider.uri())) {
      HttpResponse<String> response = recorded.post(Service.OPENAI, "/chat/completions", QUESTION,
          "content-encoding", "gzip");
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("is not compressed as its content-encoding says");
      assertThat(provider.received()).isEmpty();
    }
  }

  @Test
  void aProviderIsAskedForPlainTextAndMayCompressAllTheSame() throws Exception {
    try (
        Provider provider = new Provider(Provider.bytes(200, gzip(ANSWER), "Content-Type", "application/json",
            "Content-Encoding", "gzip"));
        Recorded recorded = Recorded.before(provider.uri())) {
      HttpResponse<String> response = recorded.post(Service.OPENAI, "/chat/completions", QUESTION,
          "accept-encoding", "gzip, br");
      assertThat(response.body()).isEqualTo(ANSWER);
      assertThat(response.headers().firstValue("content-encoding")).isEmpty();
      assertThat(provider.received().getFirst().headers()).containsEntry("Accept-encoding", "identity");
      Answered answered = RecordedExchange.of(recorded.end()).getFirst().answered().orElseThrow();
      assertThat(answered.body()).isEqualTo(new Body.Text(ANSWER));
      assertThat(answered.answer().orElseThrow().text()).isEqualTo("Hi");
      assertThat(answered.answer().orElseThrow().usage().total()).isEqualTo(4);
    }
  }

  /** A provider that answers so whatever it is asked for; what the client gets, live and from the record. */
  private static void assertPassesAsItIs(String encoding, String base64, String type) throws Exception {
    byte[] packed = Base64.getDecoder().decode(base64);
    try (
        Provider provider = new Provider(Provider.bytes(200, packed, "Content-Type", type, "Content-Encoding",
            encoding));
        Recorded recorded = Recorded.before(provider.uri())) {
      HttpRequest asked =
          to(recorded, Service.OPENAI, "/chat/completions").POST(HttpRequest.BodyPublishers.ofString(
              QUESTION)).build();
      HttpResponse<byte[]> live = recorded.http().send(asked, HttpResponse.BodyHandlers.ofByteArray());
      Playback playback = new Playback(recorded.end(), false);
      try (ProxyServer server = ProxyServer.start(0, playback, (_, _) -> {
        throw new AssertionError("a replay stores nothing");
      })) {
        HttpResponse<byte[]> again = recorded.http().send(HttpRequest.newBuilder(URI.create(server.base(
            Service.OPENAI) + "/chat/completions")).POST(HttpRequest.BodyPublishers.ofString(QUESTION))
            .build(),
            HttpResponse.BodyHandlers.ofByteArray());
        for (HttpResponse<byte[]> response : List.of(live, again)) {
          assertThat(response.body()).isEqualTo(packed);
          assertThat(response.headers().allValues("content-encoding")).containsExactly(encoding);
          assertThat(response.headers().allValues("content-type")).containsExactly(type);
        }
      }
    }
  }

  @Test
  void whatIsPackedInAWayThatWeCantReadPassesAsItIsAndIsReplayedSo() throws Exception {
    assertPassesAsItIs("br", "CxGAeyJpZCI6IngiLCJtb2RlbCI6Im0iLCJjaG9pY2VzIjpbXX0D", "application/json");
    assertPassesAsItIs("zstd", "KLUv/QRYAQEAZGF0YTogeyJpZCI6IngifQoKZGF0YTogW0RPTkVdCgpPPN/e",
        "text/event-stream");
  }

  @Test
  void aRequestThatIsPackedInAWayThatWeCantReadPassesAsItIsAndIsKnownAgain() throws Exception {
    byte[] packed = Base64.getDecoder().decode("CxGAeyJpZCI6IngiLCJtb2RlbCI6Im0iLCJjaG9pY2VzIjpbXX0D");
    try (Provider provider = new Provider(Provider.bytes(200, ANSWER.getBytes(StandardCharsets.UTF_8),
        "Content-Type", "application/json")); Recorded recorded = Recorded.before(provider.uri())) {
      HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofByteArray(packed);
      recorded.http()
          .send(to(recorded, Service.OPENAI, "/chat/completions").header("content-encoding", "br").POST(
              body).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(provider.received().getFirst().body()).isEqualTo(packed);
      assertThat(provider.received().getFirst().headers()).containsEntry("Content-encoding", "br");
      Playback playback = new Playback(recorded.end(), false);
      try (ProxyServer server =
          ProxyServer.start(0, playback, (in, type) -> recorded.journal.store(in, type))) {
        HttpResponse<String> again = recorded.http().send(HttpRequest.newBuilder(URI.create(server.base(
            Service.OPENAI) + "/chat/completions")).header("content-encoding", "br").POST(body).build(),
            HttpResponse.BodyHandlers.ofString());
        assertThat(again.body()).isEqualTo(ANSWER);
      }
    }
  }

  @Test
  void largeBinariesPassInBothWaysAndAreKeptAsFiles() throws Exception {
    byte[] sent = new byte[3 << 20];
    byte[] got = new byte[5 << 20];
    new Random(1).nextBytes(sent);
    new Random(2).nextBytes(got);
    try (
        Provider provider =
            new Provider(Provider.bytes(200, got, "Content-Type", "application/octet-stream"));
        Recorded recorded = Recorded.before(provider.uri())) {
      HttpResponse<byte[]> response = recorded.http().send(to(recorded, Service.OPENAI, "/files").header(
          "content-type", "application/octet-stream").POST(HttpRequest.BodyPublishers.ofByteArray(sent))
          .build(),
          HttpResponse.BodyHandlers.ofByteArray());
      assertThat(response.body()).isEqualTo(got);
      assertThat(provider.received().getFirst().body()).isEqualTo(sent);
      RecordedExchange exchange = RecordedExchange.of(recorded.end()).getFirst();
      assertThat(exchange.step().step().operation()).isEqualTo("write-http");
      assertThat(Bodies.bytes(exchange.asked().body(), exchange.contents()::open)).isEqualTo(sent);
      assertThat(Bodies.bytes(exchange.answered().orElseThrow().body(), exchange.contents()::open)).isEqualTo(
          got);
    }
  }

  @Test
  void aFormHasTheSameBoundaryOnRecordWhateverItsClientHasDrawn() throws Exception {
    Path first =
        pathOf("--xyz1\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nbatch\r\n--xyz1--\r\n",
            "multipart/form-data; boundary=xyz1");
    Path second =
        pathOf("--abc22\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nbatch\r\n--abc22--\r\n",
            "multipart/form-data; boundary=\"abc22\"");
    Path third =
        pathOf("--abc22\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nvision\r\n--abc22--\r\n",
            "multipart/form-data; boundary=\"abc22\"");
    assertThat(first).isEqualTo(second).isNotEqualTo(third);
  }

  private static Path pathOf(String form, String mediaType) throws Exception {
    try (Provider provider = new Provider(Provider.bytes(200, "{}".getBytes(StandardCharsets.UTF_8)));
        Recorded recorded = Recorded.before(provider.uri())) {
      recorded.http().send(to(recorded, Service.OPENAI, "/files").header("content-type", mediaType).POST(
          HttpRequest.BodyPublishers.ofString(form)).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(new String(provider.received().getFirst().body(), StandardCharsets.UTF_8)).isEqualTo(form);
      return RecordedExchange.of(recorded.end()).getFirst().path();
    }
  }

  @Test
  void jsonThatSaysTheSameInAnotherOrderIsTheSameRequest() throws Exception {
    try (Provider provider = new Provider(Provider.bytes(200, ANSWER.getBytes(StandardCharsets.UTF_8),
        "Content-Type", "application/json")); Recorded recorded = Recorded.before(provider.uri())) {
      recorded.post(Service.OPENAI, "/chat/completions",
          "{\"model\":\"m\",\"temperature\":1.0,\"messages\":[]}");
      recorded.post(Service.OPENAI, "/chat/completions",
          "{ \"messages\": [], \"temperature\": 1, \"model\": \"m\" }");
      recorded.post(Service.OPENAI, "/chat/completions",
          "{\"seed\":12345678901234567890,\"model\":\"m\",\"messages\":[]}");
      assertThat(RecordedExchange.of(recorded.end())).extracting(one -> one.asked().body().getClass()
          .getSimpleName()).containsExactlyInAnyOrder("Value", "Value", "Text");
      assertThat(RecordedExchange.of(recorded.end())).extracting(one -> one.path().value().replaceFirst(
          "#[0-9a-f]+", "")).contains("exchange{}/openai", "exchange{-2}/openai");
    }
  }

  @Test
  void anEmptyAnswerIsEmpty() throws Exception {
    try (Provider provider = new Provider(Provider.bytes(204, new byte[0]));
        Recorded recorded = Recorded.before(
            provider.uri())) {
      assertThat(recorded.post(Service.OPENAI, "/files/f1", "").statusCode()).isEqualTo(204);
      RecordedExchange exchange = RecordedExchange.of(recorded.end()).getFirst();
      assertThat(exchange.answered().orElseThrow().body()).isEqualTo(new Body.None());
      assertThat(exchange.step().step().operation()).isEqualTo("read-http");
    }
  }
}
