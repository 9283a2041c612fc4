package dev.athanor.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.proxy.exchange.Service;
import dev.athanor.proxy.recording.Difference;
import dev.athanor.proxy.recording.Playback;
import dev.athanor.proxy.recording.RecordedExchange;
import dev.athanor.proxy.recording.RecordingProgram;
import dev.athanor.run.Recording;
import dev.athanor.run.Runs;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a replay answers, and what it says of what it can't. */
@Timeout(120)
class ReplayTest {
  private final AtomicInteger answers = new AtomicInteger();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    http.close();
  }

  private static String question(String... texts) {
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      messages
          .add("{\"role\":\"" + (i % 2 == 0 ? "user" : "assistant") + "\",\"content\":\"" + texts[i] + "\"}");
    }
    return "{\"model\":\"m\",\"messages\":[" + String.join(",", messages) + "]}";
  }

  /** Each answer has a number of its own. */
  private Recording recorded(String... bodies) throws Exception {
    try (Provider provider = new Provider(exchange -> Provider.bytes(200,
        ("{\"choices\":[{\"message\":{\"content\":"
            + "\"" + answers.incrementAndGet() + "\"}}]}").getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/json").to(exchange)); Recorded recorded = Recorded.before(provider.uri())) {
      for (String body : bodies) {
        recorded.post(Service.OPENAI, "/chat/completions", body);
      }
      return recorded.end();
    }
  }

  private List<String> play(Playback playback, String... bodies) throws IOException, InterruptedException {
    List<String> got = new ArrayList<>();
    try (ProxyServer server = ProxyServer.start(0, playback, (in, type) -> {
      throw new AssertionError("a replay stores nothing");
    })) {
      for (String body : bodies) {
        HttpResponse<String> response =
            http.send(Recorded.request(server, Service.OPENAI, "/chat/completions",
                body), HttpResponse.BodyHandlers.ofString());
        got.add(response.statusCode() == 200 ? response.body().replaceAll("\\D", "") : response.body());
      }
    }
    return got;
  }

  @Test
  void theOrderOfRequestsDoesNotMatterButThatOfEqualOnesDoes() throws Exception {
    Recording recording = recorded(question("a"), question("b"), question("a"));
    Playback playback = new Playback(recording, false);
    assertThat(play(playback, question("b"), question("a"), question("a"))).containsExactly("2", "1", "3");
    assertThat(playback.report().same()).isTrue();
    assertThat(playback.report().served()).isEqualTo(3);
  }

  @Test
  void aRecordingIsARunThatTheEngineReplaysToo() throws Exception {
    Recording recording = recorded(question("a"), question("b"), question("a"));
    var replay = new Runs(new dev.athanor.journal.InMemoryJournal()).replay(recording, RecordingProgram.of(
        recording));
    assertThat(replay.identical()).isTrue();
    assertThat(replay.steps()).isEqualTo(3);
    assertThat(replay.lived()).isZero();
  }

  @Test
  void theMessageThatDiffersIsNamedWithTheWordsAroundIt() throws Exception {
    String longText = "The quick brown fox jumps over the lazy dog while the sun sets behind the hills of ";
    Recording recording = recorded(question("hello"), question("hello", "1", longText + "Tuscany in May."));
    Playback playback = new Playback(recording, false);
    List<String> got = play(playback, question("hello"), question("hello", "1", longText + "Umbria in May."));
    assertThat(got.get(1))
        .contains("athanor replay: this request is not on record, and nothing else is asked:"
            + " exchange 2 is the nearest, and message 3 (user) differs");
    Playback.Parting first = playback.report().first().orElseThrow();
    assertThat(first.nearest().orElseThrow().number()).isEqualTo(2);
    assertThat(first.differences()).containsExactly(new Difference("message 3 (user)",
        "…dog while the sun sets behind the hills of Tuscany in May.",
        "…dog while the sun sets behind the hills of Umbria in May."));
    assertThat(playback.report().neverAsked()).extracting(RecordedExchange::number).containsExactly(2);
  }

  @Test
  void oneMessageMoreIsNamedAsSuch() throws Exception {
    Playback playback = new Playback(recorded(question("hello")), false);
    play(playback, question("hello", "1", "and?"));
    assertThat(playback.report().first().orElseThrow().differences()).containsExactly(new Difference(
        "message 2 (assistant)", "", "1"), new Difference("message 3 (user)", "", "and?"));
  }

  @Test
  void anotherModelOrToolOrSettingIsNamed() throws Exception {
    String tool =
        "{\"model\":\"m\",\"temperature\":0.5,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"tools\":"
            + "[{\"type\":\"function\",\"function\":{\"name\":\"look\",\"description\":\"Looks %s.\"}}]}";
    Playback playback = new Playback(recorded(tool.formatted("up")), false);
    play(playback, tool.formatted("down"), tool.formatted("up").replace("\"m\"", "\"n\""),
        tool.formatted("up")
            .replace("0.5", "0.7"));
    assertThat(playback.report().unknown()).isEqualTo(3);
    assertThat(playback.report().first().orElseThrow().differences())
        .containsExactly(new Difference("the tools",
            "look Looks up. {}", "look Looks down. {}"));
    RecordedExchange one = RecordedExchange.of(recorded(tool.formatted("up"))).getFirst();
    RecordedExchange model = RecordedExchange.of(recorded(tool.formatted("up").replace("\"m\"", "\"n\"")))
        .getFirst();
    RecordedExchange setting =
        RecordedExchange.of(recorded(tool.formatted("up").replace("0.5", "0.7"))).getFirst();
    assertThat(Difference.between(one.asked(), model.asked()))
        .containsExactly(new Difference("the model", "m",
            "n"));
    assertThat(Difference.between(one.asked(), setting.asked()))
        .containsExactly(new Difference("/temperature",
            "0.5", "0.7"));
  }

  @Test
  void theOrderOfMembersIsNoDifferenceBesideOneThatIs() throws Exception {
    String tools =
        "{\"model\":\"m\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\",\"parameters\":{%s}}}],"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";
    Playback playback =
        new Playback(recorded(tools.formatted("\"type\":\"object\",\"required\":[]", "hi")), false);
    play(playback, tools.formatted("\"required\":[],\"type\":\"object\"", "ho"));
    assertThat(playback.report().first().orElseThrow().differences()).containsExactly(new Difference(
        "message 1 (user)", "hi", "ho"));
  }

  @Test
  void whatIsAskedOnceMoreThanItIsOnRecordIsSaidToBe() throws Exception {
    Playback playback = new Playback(recorded(question("a")), false);
    assertThat(play(playback, question("a"), question("a")).get(1)).contains(
        "this request is on record, but was asked once more than that");
    assertThat(playback.report().first().orElseThrow().differences()).isEmpty();
  }

  @Test
  void whereNothingIsRecordedThatIsSaid() throws Exception {
    Playback playback = new Playback(recorded(question("a")), false);
    try (ProxyServer server = ProxyServer.start(0, playback, (in, type) -> {
      throw new AssertionError();
    })) {
      HttpResponse<String> response = http.send(Recorded.request(server, Service.ANTHROPIC, "/v1/messages",
          "{\"model\":\"c\"}"), HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.headers().firstValue("x-should-retry")).contains("false");
      assertThat(response.body())
          .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\"")
          .contains("nothing is recorded for POST /v1/messages");
    }
  }
}
