package dev.athanor.simulator.cassette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.json.Json;
import dev.athanor.simulator.Cassettes;
import dev.athanor.simulator.Client;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.answer.Delivery;
import dev.athanor.simulator.answer.Fault;
import dev.athanor.simulator.script.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingsTest {
  @Test
  void playsEveryRecordedResponseByteForByte() throws Exception {
    List<Interaction> all = CassetteFiles.read(Cassettes.folder());
    assertThat(all).hasSizeGreaterThan(9);
    try (
        Simulator simulator =
            Simulator.start(SimulatorSettings.playing(Recordings.of(all, Recordings.Matching.BODY)));
        Client client = new Client(simulator)) {
      for (Interaction one : all) {
        HttpResponse<String> response =
            client.post(one.asked().path(), one.asked().body().orElseThrow().toString());
        assertThat(response.statusCode()).isEqualTo(one.answered().status());
        assertThat(response.body()).isEqualTo(one.answered().text());
        assertThat(response.headers().firstValue("content-type")).contains(one.answered().headers().get(
            "content-type"));
      }
    }
  }

  @Test
  void namesTheNearestRequestAndWhereItDiffers() throws Exception {
    Recordings recordings =
        Recordings.of(Cassettes.named("openai/test_openai_tool_output"), Recordings.Matching.BODY);
    try (Simulator simulator = Simulator.start(SimulatorSettings.playing(recordings));
        Client client = new Client(
            simulator)) {
      HttpResponse<String> response = client.post("/v1/chat/completions",
          "{\"model\":\"gpt-5\",\"messages\":[{\"role\":\"user\",\"content\":\"What is the largest city in the user country?\"}]}");

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(Json.parse(response.body()).at("/error/message").stringValue()).isEqualTo(
          "simulator: no recorded request to POST /v1/chat/completions has this body; the nearest differs at "
              + "/model (recorded \"gpt-4o\", asked for \"gpt-5\"), /n (recorded 1, asked for nothing), "
              + "/stream (recorded false, asked for nothing) and 2 more");
      assertThat(client.post("/v1/messages", "{}").body()).contains(
          "nothing is recorded for POST /v1/messages; there is POST /v1/chat/completions");
    }
  }

  @Test
  void playsInOrderWhateverIsAskedAndThenSaysThatItIsOver() throws Exception {
    List<Interaction> two = Cassettes.named("openai/test_openai_tool_output");
    Recordings recordings = Recordings.of(two, Recordings.Matching.ORDER);
    try (Simulator simulator = Simulator.start(SimulatorSettings.playing(recordings));
        Client client = new Client(
            simulator)) {
      for (Interaction one : two) {
        assertThat(client.post("/v1/chat/completions", "{}").body()).isEqualTo(one.answered().text());
      }
      assertThat(client.post("/v1/chat/completions", "{}").body()).contains("all 2 recorded requests to POST "
          + "/v1/chat/completions have been played");
    }
  }

  @Test
  void leavesToAScriptWhatIsNotRecorded() throws Exception {
    Recordings recordings =
        Recordings.of(Cassettes.named("openai/test_openai_tool_output"), Recordings.Matching.BODY);
    SimulatorSettings settings = SimulatorSettings.playing(recordings).or(Script.saying("unrecorded"));
    try (Simulator simulator = Simulator.start(settings); Client client = new Client(simulator)) {
      assertThat(client.post("/v1/chat/completions",
          "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}").body())
          .contains("unrecorded");
    }
  }

  @Test
  void cutsStreamsWhereTheirEventsEnd() {
    assertThat(Recordings.events("a\n\nb\r\n\r\nc")).containsExactly("a\n\n", "b\r\n\r\n", "c");
    assertThat(Recordings.events("")).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithAFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("x.yaml"), "interactions: [");
    assertThatThrownBy(() -> CassetteFiles.read(file)).hasMessageContaining("is no YAML")
        .hasMessageContaining(
            "line 1");
    Files.writeString(file, "a: 1");
    assertThatThrownBy(() -> CassetteFiles.read(file))
        .hasMessageContaining("it has no list \"interactions\"");
    Files.writeString(file, "interactions: [{request: {}}]");
    assertThatThrownBy(() -> CassetteFiles.read(folder))
        .hasMessageContaining("an interaction without request.method");
    assertThatThrownBy(() -> CassetteFiles.read(folder.resolve("none")))
        .hasMessageContaining("can't be read");
    Files.delete(file);
    assertThatThrownBy(() -> CassetteFiles.read(folder)).hasMessageContaining("has no cassettes");
  }

  private static Recordings recorded(String body, Interaction.Answered answered) {
    return Recordings
        .of(List.of(new Interaction(new Interaction.Asked("POST", "/v1/x", Optional.of(Json.parse(
            body))), answered)), Recordings.Matching.BODY);
  }

  @Test
  void aRequestIsKnownByWhatItSaysAndNotByHowItWasWritten() throws Exception {
    Recordings recordings = recorded("{\"a\":1,\"b\":[2.50]}", Interaction.Answered.of(200, Map.of(), "yes"));
    try (Simulator simulator = Simulator.start(SimulatorSettings.playing(recordings));
        Client client = new Client(simulator)) {
      assertThat(client.post("/v1/x", "{ \"b\": [2.5], \"a\": 1.0 }").body()).isEqualTo("yes");
      assertThat(client.post("/v1/x", "{\"a\":2.0,\"b\":[2.5]}").body()).contains(
          "the nearest differs at /a (recorded 1, asked for 2)");
    }
  }

  @Test
  void bytesThatAreNoTextComeAsTheyWere() throws Exception {
    byte[] sound = new byte[1000];
    new Random(1).nextBytes(sound);
    Recordings recordings = recorded("{}", new Interaction.Answered(200, Map.of("content-type", "audio/mpeg"),
        new Interaction.Body.Whole(sound), Interaction.Ending.COMPLETE));
    SimulatorSettings settings = SimulatorSettings.playing(recordings);
    for (Delivery delivery : List.of(Delivery.USUAL, Delivery.USUAL.with(new Fault.Drips(7, Duration.ofNanos(
        1))))) {
      try (Simulator simulator = Simulator.start(settings.delivered(delivery));
          Client client = new Client(simulator)) {
        assertThat(client.http().send(client.request("POST", "/v1/x", "{}"), HttpResponse.BodyHandlers
            .ofByteArray()).body()).isEqualTo(sound);
      }
    }
  }

  @Test
  void whatBrokeOffBreaksOffAgainAfterWhatHadCome() throws Exception {
    for (Interaction.Body body : List.of(new Interaction.Body.Stream(List.of("data: 1\n", "\ndata: 2")),
        new Interaction.Body.Whole("data: 1\n\ndata: 2".getBytes(StandardCharsets.UTF_8)))) {
      Recordings recordings = recorded("{}", new Interaction.Answered(200, Map.of(), body,
          Interaction.Ending.BROKEN));
      try (Simulator simulator = Simulator.start(SimulatorSettings.playing(recordings));
          Client client = new Client(simulator)) {
        ByteArrayOutputStream came = new ByteArrayOutputStream();
        assertThatThrownBy(() -> client.http().send(client.request("POST", "/v1/x", "{}"),
            HttpResponse.BodyHandlers.ofByteArrayConsumer(bytes -> bytes.ifPresent(came::writeBytes))))
            .isInstanceOf(IOException.class);
        assertThat(came.toString(StandardCharsets.UTF_8)).isEqualTo("data: 1\n\ndata: 2");
      }
    }
  }
}
