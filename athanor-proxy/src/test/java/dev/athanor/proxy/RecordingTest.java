package dev.athanor.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.proxy.exchange.Answered;
import dev.athanor.proxy.exchange.Service;
import dev.athanor.proxy.recording.Playback;
import dev.athanor.proxy.recording.RecordedExchange;
import dev.athanor.run.Recording;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.script.Script;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingTest {
  private static final String QUESTION =
      "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Where is %s?\"}]}";

  @Test
  void whatPassesIsOnRecordAndComesBackWithoutTheProvider() throws Exception {
    HttpResponse<String> live;
    Recording recording;
    try (Simulator simulator = Simulator.start(SimulatorSettings.of(Script.agreeable()));
        Recorded recorded = Recorded.before(simulator.baseUri())) {
      live = recorded.post(Service.OPENAI, "/chat/completions", QUESTION.formatted("Paris"));
      recording = recorded.end();
    }
    assertThat(live.statusCode()).isEqualTo(200);
    assertThat(live.body()).contains("data: ").endsWith("data: [DONE]\n\n");
    List<RecordedExchange> exchanges = RecordedExchange.of(recording);
    assertThat(exchanges).hasSize(1);
    Answered answered = exchanges.getFirst().answered().orElseThrow();
    assertThat(answered.ending()).isEqualTo(Answered.Ending.COMPLETE);
    assertThat(answered.answer().orElseThrow().text()).isEqualTo("You said: Where is Paris?");

    Playback playback = new Playback(recording, false);
    try (ProxyServer server = ProxyServer.start(0, playback, (in, type) -> {
      throw new AssertionError();
    }); HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> again = http.send(Recorded.request(server, Service.OPENAI, "/chat/completions",
          QUESTION.formatted("Paris")), HttpResponse.BodyHandlers.ofString());
      assertThat(again.body()).isEqualTo(live.body());
      assertThat(playback.report().same()).isTrue();
      HttpResponse<String> other = http.send(Recorded.request(server, Service.OPENAI, "/chat/completions",
          QUESTION.formatted("Rome")), HttpResponse.BodyHandlers.ofString());
      assertThat(other.statusCode()).isEqualTo(400);
      assertThat(other.body())
          .contains("message 1 (user) differs: recorded \\\"Where is Paris?\\\", asked \\\""
              + "Where is Rome?\\\"");
      assertThat(playback.report().unknown()).isEqualTo(1);
    }
  }
}
