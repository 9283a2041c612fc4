package dev.athanor.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Contents;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.Payload;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.json.Hash;
import dev.athanor.proxy.exchange.Service;
import dev.athanor.proxy.recording.Departure;
import dev.athanor.proxy.recording.RecordedTraffic;
import dev.athanor.proxy.recording.Recorder;
import dev.athanor.run.Program;
import dev.athanor.run.Recording;
import dev.athanor.run.Runs;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.answer.Problem;
import dev.athanor.simulator.cassette.Interaction;
import dev.athanor.simulator.script.Rule;
import dev.athanor.simulator.script.Script;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was recorded is served by the simulator to whoever asks for it. */
@Timeout(120)
class RecordedTrafficTest {
  private static final Script SCRIPT = Script.of(
      Rule.any().ifUserSays("too fast").fails(Problem.of(Problem.Kind.RATE, "slow down").retryAfter(Duration
          .ofSeconds(3))),
      Rule.any().ifUserSays("weather").calls("get_weather", "{\"city\":\"Málaga 𝄞\"}"), Rule.any().agrees());

  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @AfterEach
  void close() {
    http.close();
  }

  /** What a client of one provider asks. */
  private record Asking(Service service, String path, String body) {
    static Asking openAi(String text) {
      return new Asking(Service.OPENAI, "/chat/completions",
          "{\"model\":\"m\",\"temperature\":1.0,\"messages\":"
              + "[{\"role\":\"user\",\"content\":\"" + text
              + "\"}],\"tools\":[{\"type\":\"function\",\"function\":"
              + "{\"name\":\"get_weather\"}}]}");
    }

    Asking streamed() {
      return new Asking(service, path, "{\"stream\":true," + body.substring(1));
    }
  }

  private static final List<Asking> PROGRAM = List.of(Asking.openAi("hello"), Asking.openAi("hello")
      .streamed(),
      Asking.openAi("weather in Málaga").streamed(), Asking.openAi("too fast"), Asking.openAi("hello"),
      new Asking(Service.OPENAI, "/embeddings", "{\"model\":\"e\",\"input\":\"x\",\"dimensions\":4}"),
      new Asking(Service.OPENAI, "/models", ""), new Asking(Service.OPENAI, "/models/ft%3Am", ""),
      new Asking(Service.ANTHROPIC, "/v1/messages", "{\"model\":\"c\",\"max_tokens\":50,\"stream\":true,"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"hé\"}]}"),
      new Asking(Service.GEMINI, "/v1beta/models/g:streamGenerateContent?alt=sse&key=" + Recorded.KEY,
          "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}]}"),
      new Asking(Service.OLLAMA, "/api/chat", "{\"model\":\"l\",\"messages\":[{\"role\":\"user\",\"content\":"
          + "\"hi\"}]}"));

  /** Status, headers that clients act on, and the body letter by letter. */
  private String ask(Function<Service, URI> base, Asking asking) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(HttpRequest.newBuilder(URI.create(base.apply(asking.service)
        + asking.path)).method(asking.body.isEmpty() ? "GET" : "POST", HttpRequest.BodyPublishers.ofString(
            asking.body))
        .header("authorization", "Bearer " + Recorded.KEY).build(), HttpResponse.BodyHandlers.ofString());
    return response.statusCode() + " " + response.headers().firstValue("content-type").orElse("") + " "
        + response.headers().firstValue("retry-after").orElse("") + "\n" + response.body();
  }

  private List<String> run(Function<Service, URI> base) throws IOException, InterruptedException {
    List<String> got = new ArrayList<>();
    for (Asking asking : PROGRAM) {
      got.add(ask(base, asking));
    }
    return got;
  }

  @Test
  void aProgramGetsFromTheRecordingByteForByteWhatItGotWhenItWasRecorded() throws Exception {
    List<String> first = new ArrayList<>();
    Recording recording = Traffic.recorded(SCRIPT, bases -> first.addAll(run(bases)));
    assertThat(first.get(3)).startsWith("429 application/json 3\n");
    assertThat(first.get(8)).startsWith("200 text/event-stream");
    try (Simulator player = Traffic.playing(recording)) {
      assertThat(run(Traffic.at(player))).isEqualTo(first);
      List<Asking> shuffled = new ArrayList<>(PROGRAM);
      java.util.Collections.shuffle(shuffled, new Random(7));
      for (Asking asking : shuffled) {
        assertThat(ask(Traffic.at(player), asking)).isEqualTo(first.get(PROGRAM.lastIndexOf(asking)));
      }
      assertThat(ask(Traffic.at(player), Asking.openAi("goodbye"))).startsWith("400").contains(
          "no recorded request to POST /v1/chat/completions has this body; the nearest differs at"
              + " /messages/0/content (recorded \\\"hello\\\", asked for \\\"goodbye\\\")");
    }
  }

  @Test
  void streamsHaveTheirPiecesAndNothingHasAKey() throws Exception {
    Recording recording = Traffic.recorded(SCRIPT, this::run);
    List<Interaction> traffic = RecordedTraffic.of(recording);
    assertThat(traffic).hasSize(PROGRAM.size()).noneSatisfy(one -> assertThat(one + one.answered().text())
        .contains(Recorded.KEY));
    assertThat(traffic.get(1).answered().body()).isInstanceOfSatisfying(Interaction.Body.Stream.class,
        stream -> assertThat(stream.pieces()).hasSizeGreaterThan(3));
    assertThat(traffic.get(9).asked().path()).isEqualTo("/v1beta/models/g:streamGenerateContent");
  }

  @Test
  void equalRequestsGetTheirAnswersInTheirOrderAndThenTheLastOne() throws Exception {
    int[] count = new int[1];
    Recording recording;
    try (Provider provider = new Provider(exchange -> Provider.bytes(200, Integer.toString(++count[0])
        .getBytes(StandardCharsets.UTF_8)).to(exchange));
        Recorded recorded = Recorded.before(provider.uri())) {
      recorded.post(Service.OPENAI, "/x", "{\"q\":1}");
      recorded.post(Service.OPENAI, "/x", "{\"q\":1}");
      recording = recorded.end();
    }
    try (Simulator player = Traffic.playing(recording)) {
      Asking asking = new Asking(Service.OPENAI, "/x", "{\"q\":1}");
      assertThat(List.of(ask(Traffic.at(player), asking), ask(Traffic.at(player), asking),
          ask(Traffic.at(player), asking)))
          .containsExactly("200  \n1", "200  \n2", "200  \n2");
    }
  }

  @Test
  void aStreamThatBrokeOffAndBytesThatAreNoTextArePlayedAsTheyWere() throws Exception {
    byte[] sound = new byte[5000];
    new Random(3).nextBytes(sound);
    Recording recording;
    try (Provider provider = new Provider(exchange -> {
      if (exchange.getRequestURI().getPath().endsWith("/speech")) {
        Provider.bytes(200, sound, "Content-Type", "audio/mpeg").to(exchange);
      } else {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 1000);
        exchange.getResponseBody().write("data: {}\n\n".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
      }
    }); Recorded recorded = Recorded.before(provider.uri())) {
      assertThatThrownBy(() -> recorded.post(Service.OPENAI, "/chat/completions", "{}")).isInstanceOf(
          IOException.class);
      recorded.post(Service.OPENAI, "/audio/speech", "{}");
      recording = recorded.end();
    }
    try (Simulator player = Traffic.playing(recording)) {
      assertThatThrownBy(() -> ask(Traffic.at(player), new Asking(Service.OPENAI, "/chat/completions", "{}")))
          .isInstanceOf(IOException.class);
      assertThat(http.send(HttpRequest.newBuilder(URI.create(player.baseUri() + "/v1/audio/speech")).POST(
          HttpRequest.BodyPublishers.ofString("{}")).build(), HttpResponse.BodyHandlers.ofByteArray()).body())
          .isEqualTo(sound);
    }
  }

  @Test
  void whatAForkRefusedIsRefusedAgain() throws Exception {
    try (Provider provider = new Provider(Provider.bytes(200, "{}".getBytes(StandardCharsets.UTF_8)));
        Recorded recorded = Recorded.before(provider.uri())) {
      recorded.post(Service.OPENAI, "/chat/completions", "{\"model\":\"m\"}");
      Departure departure = Departure.of(recorded.end(), "1", Map.of("model", Codec.TEXT.encode("n")), Set
          .of());
      Asking upload = new Asking(Service.OPENAI, "/files", "{\"upload\":1}");
      String refused;
      RunId fork = new RunId("fork");
      try (Recorder recorder = Recorder.fork(recorded.journal, Recorded.upstreams(provider.uri()), departure,
          fork, recorded.warnings::add); ProxyServer server =
              ProxyServer.start(0, recorder,
                  recorded.journal::store)) {
        ask(server::base, new Asking(Service.OPENAI, "/chat/completions", "{\"model\":\"m\"}"));
        refused = ask(server::base, upload);
        recorder.end();
      }
      assertThat(refused).startsWith("409");
      try (Simulator player = Traffic.playing(new Runs(recorded.journal).recording(fork))) {
        assertThat(ask(Traffic.at(player), upload)).isEqualTo(refused);
        assertThat(
            ask(Traffic.at(player), new Asking(Service.OPENAI, "/chat/completions", "{\"model\":\"n\"}")))
            .startsWith("200");
      }
    }
  }

  @Test
  void aRunThatIsNoRecordingIsNamedWithWhatCanBePlayed() {
    try (Runs runs = new Runs(new InMemoryJournal())) {
      RunId id = new RunId("other");
      runs.start(id, new Program<>("rag", Codec.TEXT, Codec.TEXT, (_, input) -> input), "in").outcome();
      assertThatThrownBy(() -> RecordedTraffic.of(runs.recording(id)))
          .hasMessage("run other is of the program"
              + " rag, whose steps hold what was asked and answered, but not what went over the wire, so it can't be"
              + " served to others; expected a run of athanor record or athanor proxy. Its own steps are played by:"
              + " athanor replay other");
    }
  }

  @Test
  void aRecordingOfNothingSaysWhyThatMayBe() throws Exception {
    try (Recorded recorded = Recorded.before(URI.create("http://127.0.0.1:1"))) {
      Recording nothing = recorded.end();
      assertThatThrownBy(() -> RecordedTraffic.of(nothing)).hasMessageContaining("run r1 has no exchange that"
          + " was answered, so there is nothing to play").hasMessageContaining("it did not find the proxy");
    }
  }

  /** Has lost what it had. */
  private record Emptied() implements Contents {
    @Override
    public byte[] part(Hash hash) {
      return new InMemoryJournal().part(hash);
    }

    @Override
    public InputStream open(Payload payload) {
      return new ByteArrayInputStream(new byte[0]);
    }
  }

  @Test
  void aRecordingWhoseContentIsGoneNamesTheExchangeAndWhatToDo() throws Exception {
    Recording whole = Traffic.recorded(SCRIPT, bases -> ask(bases, Asking.openAi("long ".repeat(200))));
    Recording emptied = new Recording(whole.header(), whole.entries(), new Emptied());
    assertThatThrownBy(() -> RecordedTraffic.of(emptied)).isInstanceOfSatisfying(AthanorException.class,
        error -> {
          assertThat(error.code()).isEqualTo("recording-incomplete");
          assertThat(error.getMessage()).matches("exchange 1 of run r1 \\(exchange\\{#[0-9a-f]{16}}/openai\\)"
              + " can't be played: content [0-9a-f]+ is not in this journal; import a bundle of the run that has all"
              + " of it, or record it anew");
        });
  }
}
