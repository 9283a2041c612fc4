package dev.athanor.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.cli.process.AthanorProcess.Ended;
import dev.athanor.json.Json;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.answer.Delivery;
import dev.athanor.simulator.script.Rule;
import dev.athanor.simulator.script.Script;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code athanor proxy} as it is used: programs that are started elsewhere talk through it until somebody stops it. */
@Timeout(120)
class ProxyProcessTest {
  private static final String KEY = "sk-proj-0123456789abcdefghij";

  @TempDir
  private Path folder;

  private final CountDownLatch over = new CountDownLatch(1);
  private final Simulator simulator = Simulator.start(SimulatorSettings
      .of(Script.of(Rule.any().ifUserSays("drip")
          .says("one two three four").delivered(Delivery.USUAL.atTokensPerSecond(0.01)),
          Rule.any().says(
              "You said: ${user}")))
      .pausing(_ -> over.await()));
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    over.countDown();
    http.close();
    simulator.close();
  }

  private Process proxy() throws IOException {
    return new ProcessBuilder(Terminal.typed(JavaCommand.athanor("proxy", "--port", "0", "--name",
        "shop", "--json", "--to", "openai=" + simulator.baseUri() + "/v1", "--to", "anthropic=" + simulator
            .baseUri())))
        .directory(folder.toFile()).redirectError(folder.resolve("err").toFile()).start();
  }

  private HttpRequest openai(JsonNode told, String question, boolean streamed) {
    return HttpRequest.newBuilder(URI.create(told.path("addresses").path("openai").asString()
        + "/chat/completions")).header("authorization", "Bearer " + KEY)
        .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"m\"," + (streamed ? "\"stream\":true," : "")
            + "\"messages\":[{\"role\":\"user\",\"content\":\"" + question + "\"}]}"))
        .build();
  }

  private HttpRequest anthropic(JsonNode told, String question) {
    return HttpRequest.newBuilder(URI.create(told.path("addresses").path("anthropic").asString()
        + "/v1/messages")).header("x-api-key", KEY).header("anthropic-version", "2023-06-01")
        .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"c\",\"max_tokens\":50,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"" + question + "\"}]}"))
        .build();
  }

  private String body(HttpRequest request) throws Exception {
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private Ended athanor(String... arguments) throws Exception {
    return AthanorProcess.start(folder, arguments).end();
  }

  private String told() throws IOException {
    return java.nio.file.Files.readString(folder.resolve("err"), StandardCharsets.UTF_8);
  }

  @Test
  void whatPassesUntilCtrlCIsARunThatIsShownAndReplayed() throws Exception {
    Process process = proxy();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      JsonNode told = Json.parse(out.readLine());
      assertThat(told.path("run").asString()).isEqualTo("shop");
      assertThat(body(openai(told, "Where is Paris?", false))).contains("You said: Where is Paris?");
      assertThat(body(openai(told, "Where is Oslo?", true)).lines().filter(line -> line.startsWith("data: "))
          .toList()).hasSizeGreaterThan(3).last().isEqualTo("data: [DONE]");
      assertThat(body(anthropic(told, "Where is Rome?"))).contains("You said: Where is Rome?");
      Terminal.interrupt(process);
      assertThat(process.waitFor()).isEqualTo(130);
    } finally {
      process.destroyForcibly();
    }
    assertThat(told()).contains("{\"run\":\"shop\",\"exchanges\":3}").doesNotContain(KEY);
    simulator.close();
    assertThat(athanor("runs").out()).containsPattern("shop +done");
    assertThat(athanor("show", "shop").out()).containsPattern(
        "openai:m +user: Where is Paris\\? +lived +[0-9]+ \\+ [0-9]+ .* You said: Where is Paris\\?")
        .containsPattern("openai:m +user: Where is Oslo\\? +lived .* You said: Where is Oslo\\?")
        .containsPattern("anthropic:c +user: Where is Rome\\? +lived .* You said: Where is Rome\\?");
    assertThat(athanor("replay", "shop").out()).startsWith("identical  run shop: 3 steps compared");
    List<String> replay = new ArrayList<>(List.of("replay", "shop", "--"));
    replay.addAll(JavaCommand.asking("Where is Paris?"));
    Ended served = athanor(replay.toArray(String[]::new));
    assertThat(served.out()).contains("You said: Where is Paris?");
    assertThat(served.err())
        .contains("1 of 3 recorded exchanges served, 2 never asked for, 0 requests not on record");
  }

  @Test
  void aStreamThatIsUnderWayWhenTheProxyIsEndedIsRecordedAsFarAsItCame() throws Exception {
    Process process = proxy();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      JsonNode told = Json.parse(out.readLine());
      assertThat(body(openai(told, "Where is Paris?", false))).contains("You said: Where is Paris?");
      HttpResponse<java.io.InputStream> open = http.send(openai(told, "drip", true), HttpResponse.BodyHandlers
          .ofInputStream());
      try (BufferedReader lines = new BufferedReader(new InputStreamReader(open.body(),
          StandardCharsets.UTF_8))) {
        assertThat(lines.readLine()).startsWith("data: ");
        Terminal.signal("TERM", Long.toString(process.pid()));
        assertThat(process.waitFor()).isEqualTo(143);
        assertThatThrownBy(() -> lines.lines().count()).hasRootCauseInstanceOf(IOException.class);
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(told()).contains("{\"run\":\"shop\",\"exchanges\":2}");
    assertThat(athanor("runs").out()).containsPattern("shop +done");
    assertThat(athanor("show", "shop").out()).containsPattern("user: drip +lived .* broken off");
    assertThat(athanor("replay", "shop").out()).startsWith("identical  run shop: 2 steps compared");
  }
}
