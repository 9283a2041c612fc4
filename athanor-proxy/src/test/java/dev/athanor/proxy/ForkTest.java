package dev.athanor.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Origin;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.proxy.exchange.Service;
import dev.athanor.proxy.recording.Departure;
import dev.athanor.proxy.recording.RecordedExchange;
import dev.athanor.proxy.recording.Recorder;
import dev.athanor.run.Outcome;
import dev.athanor.run.Recording;
import dev.athanor.run.Runs;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A recording from which the program goes on live. */
@Timeout(120)
class ForkTest {
  private static final String QUESTION =
      "{\"model\":\"m\",\"options\":{\"seed\":1},\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";

  private static Provider echo() throws Exception {
    return new Provider(exchange -> Provider.bytes(200, "{\"ok\":true}".getBytes(StandardCharsets.UTF_8),
        "Content-Type", "application/json").to(exchange));
  }

  private static List<String> bodies(Provider provider) {
    return provider.received().stream().map(one -> new String(one.body(), StandardCharsets.UTF_8)).toList();
  }

  @Test
  void beforeTheForkTheRecordAnswersAndAfterItTheOtherModel() throws Exception {
    try (Provider provider = echo(); Recorded recorded = Recorded.before(provider.uri())) {
      recorded.post(Service.OPENAI, "/chat/completions", QUESTION.formatted("a"));
      recorded.post(Service.OPENAI, "/chat/completions", QUESTION.formatted("b"));
      recorded.post(Service.OPENAI, "/files", "{\"upload\":1}");
      recorded.post(Service.OPENAI, "/models", "");
      Recording before = recorded.end();
      assertThat(RecordedExchange.of(before)).extracting(one -> one.step().step().effect()).containsExactly(
          Effect.SAMPLED, Effect.SAMPLED, Effect.WRITE, Effect.READ);
      int lived = provider.received().size();
      Departure departure =
          Departure.of(before, "2", Map.of("model", Codec.TEXT.encode("other"), "options.seed",
              Codec.TEXT.encode("2")), Set.of());
      List<HttpResponse<String>> got = new ArrayList<>();
      try (Recorder recorder = Recorder.fork(recorded.journal, Recorded.upstreams(provider.uri()), departure,
          new RunId("fork"), recorded.warnings::add); ProxyServer server =
              ProxyServer.start(0, recorder,
                  recorded.journal::store)) {
        for (String text : List.of("a", "b", "c")) {
          got.add(recorded.http().send(Recorded.request(server, Service.OPENAI, "/chat/completions", QUESTION
              .formatted(text)), HttpResponse.BodyHandlers.ofString()));
        }
        HttpResponse<String> refused = recorded.http().send(Recorded.request(server, Service.OPENAI, "/files",
            "{\"upload\":2}"), HttpResponse.BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("this run does not carry out write-http", "allow the operation");
        assertThat(recorder.end()).isInstanceOf(Outcome.Done.class);
      }
      assertThat(got).extracting(HttpResponse::body).containsOnly("{\"ok\":true}");
      assertThat(bodies(provider).subList(lived, provider.received().size())).containsExactly(
          "{\"model\":\"other\",\"options\":{\"seed\":\"2\"},\"messages\":[{\"role\":\"user\",\"content\":\"b\"}]}",
          "{\"model\":\"other\",\"options\":{\"seed\":\"2\"},\"messages\":[{\"role\":\"user\",\"content\":\"c\"}]}");
      Recording fork = new Runs(recorded.journal).recording(new RunId("fork"));
      assertThat(RecordedExchange.of(fork)).extracting(one -> one.step().origin()).containsExactly(
          Origin.RECORDED, Origin.LIVED, Origin.LIVED, Origin.REFUSED);
      assertThat(RecordedExchange.of(fork).get(1).path())
          .isEqualTo(RecordedExchange.of(before).get(1).path());
    }
  }

  @Test
  void anAllowedWriteIsCarriedOutAndGeminisModelStandsInThePath() throws Exception {
    try (Provider provider = echo(); Recorded recorded = Recorded.before(provider.uri())) {
      recorded.post(Service.GEMINI, "/v1beta/models/g-1:generateContent", "{\"contents\":[]}");
      Recording before = recorded.end();
      Departure departure = Departure.of(before, "1", Map.of("model", Codec.TEXT.encode("g-2")), Set.of(
          "write-http"));
      try (Recorder recorder = Recorder.fork(recorded.journal, Recorded.upstreams(provider.uri()), departure,
          new RunId("fork"), recorded.warnings::add); ProxyServer server =
              ProxyServer.start(0, recorder,
                  recorded.journal::store)) {
        recorded.http().send(Recorded.request(server, Service.GEMINI, "/v1beta/models/g-1:generateContent",
            "{\"contents\":[]}"), HttpResponse.BodyHandlers.ofString());
        assertThat(recorded.http().send(Recorded.request(server, Service.GEMINI, "/v1beta/files", "{}"),
            HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        recorder.end();
      }
      assertThat(provider.received()).extracting(Provider.Received::line).containsExactly(
          "POST /v1beta/models/g-1:generateContent", "POST /v1beta/models/g-2:generateContent",
          "POST /v1beta/files");
    }
  }

  @Test
  void anExchangeThatIsNotThereIsNamed() throws Exception {
    try (Provider provider = echo(); Recorded recorded = Recorded.before(provider.uri())) {
      recorded.post(Service.OPENAI, "/models", "");
      Recording before = recorded.end();
      assertThatThrownBy(() -> Departure.of(before, "2", Map.of(), Set.of())).hasMessage(
          "recording r1 has no exchange \"2\"; expected a number from 1 to 1 or a path of athanor show r1");
    }
  }
}
