package dev.athanor.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.athanor.proxy.exchange.Answered;
import dev.athanor.proxy.exchange.Service;
import dev.athanor.proxy.recording.Playback;
import dev.athanor.proxy.recording.RecordedExchange;
import dev.athanor.run.Recording;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams pass piece by piece, and come back so. */
@Timeout(120)
class StreamsTest {
  private static final String QUESTION =
      "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";

  private static String event(String text) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}\n\n";
  }

  private static OutputStream begin(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    return exchange.getResponseBody();
  }

  private static void write(OutputStream out, byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  private static void write(OutputStream out, String text) throws IOException {
    write(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static HttpRequest question(Recorded recorded, String question) {
    return Recorded.request(recorded.server(), Service.OPENAI, "/chat/completions",
        QUESTION.formatted(question));
  }

  private static HttpResponse<InputStream> open(Recorded recorded, String question) throws Exception {
    return recorded.http().send(question(recorded, question), HttpResponse.BodyHandlers.ofInputStream());
  }

  private static Answered only(Recording recording) {
    return RecordedExchange.of(recording).getFirst().answered().orElseThrow();
  }

  /** The provider writes the second piece only when the client has the first. */
  @Test
  void aPieceIsPassedOnBeforeTheNextOneComes() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    try (Provider provider = new Provider(exchange -> {
      OutputStream out = begin(exchange);
      write(out, event("one"));
      seen.await();
      write(out, event("two"));
    }); Recorded recorded = Recorded.before(provider.uri())) {
      try (InputStream in = open(recorded, "q").body()) {
        assertThat(new String(in.readNBytes(event("one").length()), StandardCharsets.UTF_8)).isEqualTo(event(
            "one"));
        seen.countDown();
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(event("two"));
      }
      Recording recording = recorded.end();
      assertThat(RecordedExchange.of(recording).getFirst().pieces()).extracting(RecordedExchange.Piece::text)
          .containsExactly(event("one"), event("two"));
      assertThat(only(recording).answer().orElseThrow().text()).isEqualTo("onetwo");
    }
  }

  @Test
  void aLetterThatIsCutInTwoIsWholeOnRecord() throws Exception {
    byte[] bytes = "data: é𝄞\n\n".getBytes(StandardCharsets.UTF_8);
    CountDownLatch[] seen = new CountDownLatch[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      seen[i] = new CountDownLatch(1);
    }
    try (Provider provider = new Provider(exchange -> {
      OutputStream out = begin(exchange);
      for (int i = 0; i < bytes.length; i++) {
        write(out, new byte[]{bytes[i]});
        seen[i].await();
      }
    }); Recorded recorded = Recorded.before(provider.uri())) {
      ByteArrayOutputStream got = new ByteArrayOutputStream();
      try (InputStream in = open(recorded, "q").body()) {
        for (int i = 0; i < bytes.length; i++) {
          got.write(in.read());
          seen[i].countDown();
        }
      }
      assertThat(got.toByteArray()).isEqualTo(bytes);
      List<RecordedExchange.Piece> pieces = RecordedExchange.of(recorded.end()).getFirst().pieces();
      assertThat(pieces).extracting(RecordedExchange.Piece::text).containsExactly("d", "a", "t", "a", ":",
          " ",
          "é", "𝄞", "\n", "\n");
    }
  }

  @Test
  void aReplayHasTheRecordedPiecesAndKeepsTheirTimeIfAsked() throws Exception {
    Recording recording;
    try (Provider provider = new Provider(exchange -> {
      OutputStream out = begin(exchange);
      for (String text : List.of("a", "bb", "ccc")) {
        write(out, event(text));
        new CountDownLatch(1).await(150, TimeUnit.MILLISECONDS); // a provider that takes its time
      }
    }); Recorded recorded = Recorded.before(provider.uri())) {
      open(recorded, "q").body().readAllBytes();
      recording = recorded.end();
    }
    assertThat(pieces(new Playback(recording, false))).containsExactly(event("a"), event("bb"), event("ccc"));
    long began = System.nanoTime();
    assertThat(pieces(new Playback(recording, true))).hasSize(3);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(400));
  }

  /** The chunks of the HTTP response, as they stand on the wire. */
  private static List<String> pieces(Playback playback) throws IOException {
    byte[] body = QUESTION.formatted("q").getBytes(StandardCharsets.UTF_8);
    List<String> pieces = new ArrayList<>();
    try (ProxyServer server = ProxyServer.start(0, playback, (in, type) -> {
      throw new AssertionError("a replay stores nothing");
    }); Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      write(socket.getOutputStream(), "POST /openai/v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n"
          + "Content-Length: " + body.length + "\r\n\r\n" + new String(body, StandardCharsets.UTF_8));
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      assertThat(line(in)).isEqualTo("HTTP/1.1 200 OK");
      for (String header = line(in); !header.isEmpty(); header = line(in)) {
        assertThat(header.toLowerCase(java.util.Locale.ROOT)).doesNotStartWith("content-length");
      }
      for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
        pieces.add(new String(in.readNBytes(size), StandardCharsets.UTF_8));
        line(in);
      }
    }
    return pieces;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int letter = in.read(); letter != '\n'; letter = in.read()) {
      if (letter < 0) {
        throw new IOException("the connection ends in \"" + line + "\"");
      }
      line.append(letter == '\r' ? "" : Character.toString(letter));
    }
    return line.toString();
  }

  @Test
  void aProviderThatBreaksOffIsSeenToDoSoLiveAndAgain() throws Exception {
    Recording recording;
    try (Provider provider = new Provider(exchange -> {
      exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 1000);
      write(exchange.getResponseBody(), event("half"));
      exchange.close();
    }); Recorded recorded = Recorded.before(provider.uri())) {
      assertThat(broken(recorded)).isEqualTo(event("half"));
      recording = recorded.end();
    }
    assertThat(only(recording).ending()).isEqualTo(Answered.Ending.BROKEN);
    assertThat(only(recording).answer().orElseThrow().text()).isEqualTo("half");
    assertThatThrownBy(() -> pieces(new Playback(recording, false))).isInstanceOf(IOException.class)
        .hasMessageContaining("the connection ends");
  }

  /** By a consumer, since the client's own stream of bytes forgets what has come as soon as the connection breaks. */
  private static String broken(Recorded recorded) {
    ByteArrayOutputStream came = new ByteArrayOutputStream();
    assertThatThrownBy(() -> recorded.http().send(question(recorded, "q"),
        HttpResponse.BodyHandlers.ofByteArrayConsumer(bytes -> bytes.ifPresent(came::writeBytes))))
        .isInstanceOf(IOException.class);
    return came.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aClientThatLeavesEndsTheExchangeAndIsOnRecord() throws Exception {
    CompletableFuture<Boolean> told = new CompletableFuture<>();
    try (Provider provider = new Provider(exchange -> {
      OutputStream out = begin(exchange);
      try {
        while (true) {
          write(out, event("more"));
          new CountDownLatch(1).await(5, TimeUnit.MILLISECONDS);
        }
      } catch (IOException e) {
        told.complete(true);
      }
    }); Recorded recorded = Recorded.before(provider.uri())) {
      try (InputStream in = open(recorded, "q").body()) {
        assertThat(in.read()).isEqualTo('d');
      }
      assertThat(told.get(20, TimeUnit.SECONDS)).isTrue();
      assertThat(only(recorded.end()).ending()).isEqualTo(Answered.Ending.LEFT);
    }
  }

  /** The provider answers nobody before all have come. */
  @Test
  void sixtyFourStreamsAtOnceEachGetTheirAnswer() throws Exception {
    int many = 64;
    CountDownLatch all = new CountDownLatch(many);
    try (Provider provider = new Provider(exchange -> {
      OutputStream out = begin(exchange);
      write(out, event("first"));
      all.countDown();
      all.await();
      write(out, event("last"));
    }); Recorded recorded = Recorded.before(provider.uri())) {
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        answers.add(recorded.http().sendAsync(Recorded.request(recorded.server(), Service.OPENAI,
            "/chat/completions", QUESTION.formatted(i % 2 == 0 ? "the same" : "q" + i)),
            HttpResponse.BodyHandlers
                .ofString()));
      }
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertThat(answer.get(60, TimeUnit.SECONDS).body()).isEqualTo(event("first") + event("last"));
      }
      Recording recording = recorded.end();
      assertThat(RecordedExchange.of(recording)).hasSize(many).extracting(RecordedExchange::path)
          .doesNotHaveDuplicates();
      assertThat(RecordedExchange.of(recording)).allSatisfy(one -> assertThat(one.answered().orElseThrow()
          .ending()).isEqualTo(Answered.Ending.COMPLETE));
    }
  }

  @Test
  void aConnectionIsUsedForManyRequests() throws Exception {
    try (
        Provider provider =
            new Provider(Provider.bytes(200, "{}".getBytes(StandardCharsets.UTF_8), "Content-Type",
                "application/json"));
        Recorded recorded = Recorded.before(provider.uri()); Socket socket = new Socket(
            InetAddress.getLoopbackAddress(), recorded.server().port())) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      for (int i = 0; i < 3; i++) {
        write(socket.getOutputStream(), "GET /openai/v1/models HTTP/1.1\r\nHost: localhost\r\n\r\n");
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
          length = header.toLowerCase(java.util.Locale.ROOT).startsWith("content-length: ")
              ? Integer.parseInt(header
                  .substring(16))
              : length;
        }
        assertThat(new String(in.readNBytes(length), StandardCharsets.UTF_8)).isEqualTo("{}");
      }
      assertThat(RecordedExchange.of(recorded.end())).hasSize(3);
    }
  }
}
