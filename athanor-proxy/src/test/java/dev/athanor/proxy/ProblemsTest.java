package dev.athanor.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.proxy.exchange.Answered;
import dev.athanor.proxy.exchange.Service;
import dev.athanor.proxy.recording.Playback;
import dev.athanor.proxy.recording.RecordedExchange;
import dev.athanor.proxy.upstream.Upstreams;
import dev.athanor.run.Recording;
import dev.athanor.simulator.loopback.LoopbackServer;
import java.net.InetAddress;
import java.net.Socket;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can't be done is said in the words of the provider whose client asks. */
@Timeout(120)
class ProblemsTest {
  private static URI nobody() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "OPENAI | /chat/completions | {\"error\":{\"message\":\"athanor proxy: openai can't be reached at ",
      "ANTHROPIC | /v1/messages | {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"athanor proxy: anthropic",
      "GEMINI | /v1beta/models/g:generateContent | {\"error\":{\"code\":502,\"message\":\"athanor proxy: gemini",
      "OLLAMA | /api/chat | {\"error\":\"athanor proxy: ollama can't be reached at "})
  void aProviderThatCantBeReachedIsSaidToBeAndThatIsOnRecord(Service service, String path, String body)
      throws Exception {
    URI nobody = nobody();
    try (Recorded recorded = Recorded.before(nobody)) {
      HttpResponse<String> response = recorded.post(service, path, "{\"model\":\"m\"}");
      assertThat(response.statusCode()).isEqualTo(502);
      assertThat(response.body()).startsWith(body).contains(nobody.toString(),
          "check the network and the address, which --to " + service.word() + "=URL changes");
      Recording recording = recorded.end();
      assertThat(RecordedExchange.of(recording).getFirst().answered().orElseThrow().ending()).isEqualTo(
          Answered.Ending.UNREACHABLE);
      Playback playback = new Playback(recording, false);
      try (ProxyServer server = ProxyServer.start(0, playback, (in, type) -> {
        throw new AssertionError();
      })) {
        HttpResponse<String> again = recorded.http().send(Recorded.request(server, service, path,
            "{\"model\":\"m\"}"), HttpResponse.BodyHandlers.ofString());
        assertThat(again.statusCode()).isEqualTo(502);
        assertThat(again.body()).isEqualTo(response.body());
      }
    }
  }

  @Test
  void aPathOfNoProviderIsToldWhichPathsThereAre() throws Exception {
    try (Recorded recorded = Recorded.before(nobody())) {
      HttpResponse<String> response = recorded.http().send(java.net.http.HttpRequest.newBuilder(URI.create(
          "http://127.0.0.1:" + recorded.server().port() + "/v1/models")).build(), HttpResponse.BodyHandlers
              .ofString());
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.body())
          .contains("athanor proxy: there is nothing at /v1/models; the base addresses for"
              + " clients are /openai/v1, /anthropic, /gemini, /ollama");
      assertThat(RecordedExchange.of(recorded.end())).isEmpty();
    }
  }

  @Test
  void aStatusOfTheProviderIsPassedOnWithWhatItSaysOfRetries() throws Exception {
    try (
        Provider provider =
            new Provider(Provider.bytes(429, "{\"error\":{}}".getBytes(StandardCharsets.UTF_8),
                "Content-Type", "application/json", "Retry-After", "7"));
        Recorded recorded = Recorded.before(provider
            .uri())) {
      HttpResponse<String> response = recorded.post(Service.OPENAI, "/chat/completions", "{\"model\":\"m\"}");
      assertThat(response.statusCode()).isEqualTo(429);
      assertThat(response.headers().firstValue("retry-after")).contains("7");
      assertThat(RecordedExchange.of(recorded.end()).getFirst().answered().orElseThrow().headers())
          .containsEntry(
              "retry-after", "7");
    }
  }

  @Test
  void aMalformedQueryIsRefusedWithoutBeingRepeated() throws Exception {
    try (Provider provider = new Provider(Provider.bytes(200, new byte[0]));
        Recorded recorded = Recorded.before(
            provider.uri());
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), recorded.server().port())) {
      socket.getOutputStream().write(("GET /gemini/v1beta/models?x={}&key=" + Recorded.KEY
          + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain(Recorded.KEY);
      assertThat(provider.received()).isEmpty();
      assertThat(recorded.end().entries().toString()).doesNotContain(Recorded.KEY);
    }
  }

  @Test
  void aRequestThatCantBeStoredIsNotPassedOn() throws Exception {
    byte[] large = new byte[2 << 20];
    try (Provider provider = new Provider(Provider.bytes(200, new byte[0]));
        Recorded recorded = Recorded.before(
            provider.uri());
        ProxyServer full = ProxyServer.start(0, (asked, outgoing, client) -> {
          throw new AssertionError("nobody is asked");
        }, (in, type) -> {
          throw AthanorException.data("disk-full", "no space left on the disk");
        })) {
      HttpResponse<String> response = recorded.http().send(HttpRequest.newBuilder(URI.create(full.base(
          Service.OPENAI) + "/files")).POST(HttpRequest.BodyPublishers.ofByteArray(large)).build(),
          HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body()).contains(
          "the request can't be recorded, and so was not passed on: no space left on the disk");
      assertThat(provider.received()).isEmpty();
    }
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> LoopbackServer.requireFree(taken.getLocalPort()))
          .hasMessageContaining("port " + taken
              .getLocalPort() + " can't be listened on")
          .hasMessageContaining(
              "choose another one, or 0 for one that is free");
    }
  }

  @ParameterizedTest
  @CsvSource({"ftp://host, ftp://host", "http://user:secret@host/v1, http://host",
      "https://host?key=secret, https://host"})
  void anAddressThatIsNoneIsSaidToBeWithoutItsSecrets(String address, String shown) {
    assertThatThrownBy(() -> new Upstreams(Map.of(Service.OPENAI, URI.create(address)))).hasMessage(
        "the address of openai must be http:// or https:// with a host, such as https://api.openai.com/v1,"
            + " without user name and query; it is " + shown);
  }
}
