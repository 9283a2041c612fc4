package dev.athanor.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.model.FinishReason;
import dev.athanor.model.Message;
import dev.athanor.model.ModelFailures;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelOperation;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.ModelSettings;
import dev.athanor.model.OutputFormat;
import dev.athanor.model.Part;
import dev.athanor.model.Prices;
import dev.athanor.model.Tool;
import dev.athanor.model.ToolChoice;
import dev.athanor.models.provider.Providers;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.athanor.run.Retry;
import dev.athanor.run.Run;
import dev.athanor.run.Runs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our clients before aimock, which others wrote to stand in for the providers. It is no part of this build: see CONTRIBUTING.md. */
class AimockTest {
  private static final Path SERVER =
      Path.of("target", "node", "node_modules", "@copilotkit", "aimock", "dist", "cli.js");
  private static final Pattern ADDRESS = Pattern.compile("https?://(?:127\\.0\\.0\\.1|localhost):(\\d+)");

  private static @Nullable Process server;
  private static Providers providers = Providers.of(List.of());

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Files.isRegularFile(SERVER), "aimock is not installed; CONTRIBUTING.md says how");
    Path fixtures =
        Path.of(Objects.requireNonNull(AimockTest.class.getResource("/node/aimock.json")).toURI());
    Process started =
        new ProcessBuilder("node", SERVER.toString(), "-p", "0", "-h", "127.0.0.1", "-f", fixtures.toString())
            .redirectErrorStream(true).start();
    server = started;
    URI address = address(started.inputReader(StandardCharsets.UTF_8));
    providers = Providers.of(Arrays.stream(Served.values()).map(one -> one.at(address)).toList(),
        Map.of(Served.VARIABLE, Served.KEY)::get);
  }

  private static URI address(BufferedReader said) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      lines.add(line);
      Matcher matcher = ADDRESS.matcher(line);
      if (matcher.find()) {
        Thread.ofVirtual().start(() -> passOver(said));
        return URI.create("http://127.0.0.1:" + matcher.group(1));
      }
    }
    throw new AssertionError("aimock did not start: " + lines);
  }

  /** Else it would stop when the pipe is full. */
  private static void passOver(BufferedReader said) {
    try {
      said.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // It has ended.
    }
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.destroy();
    }
    providers.close();
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void textIsUnderstood(Served served) {
    ModelResponse response = ask(plain(served, "hello"));
    assertThat(response.text()).isEqualTo("Hello! How can I help you today? Ask anything, grüß Gott.");
    assertThat(response.finish()).isEqualTo(FinishReason.STOP);
  }

  /** As aimock plays Ollama, thoughts come under a name that Ollama does not have: they are kept raw. */
  @Test
  void whatOllamaDoesNotSayIsKeptRaw() {
    ModelResponse response = ask(plain(Served.OLLAMA, "think"));
    assertThat(response.text()).isEqualTo("Thought through.");
    assertThat(response.message().parts().toString() + response.extra()).contains("reasoning_content",
        "First this,");
  }

  @ParameterizedTest
  @EnumSource(value = Served.class, mode = EnumSource.Mode.EXCLUDE, names = "OLLAMA")
  void whatItThinksIsKeptApart(Served served) {
    ModelResponse response = ask(plain(served, "think"));
    assertThat(response.text()).isEqualTo("Thought through.");
    assertThat(response.message().parts()).filteredOn(Part.Reasoning.class::isInstance)
        .extracting(part -> ((Part.Reasoning) part).text()).containsExactly("First this, then that.");
  }

  /** Playing Ollama, aimock counts nothing. */
  @ParameterizedTest
  @EnumSource(value = Served.class, mode = EnumSource.Mode.EXCLUDE, names = "OLLAMA")
  void tokensAreCounted(Served served) {
    ModelResponse response = ask(plain(served, "count the tokens"));
    assertThat(response.usage().input()).contains(11L);
    assertThat(response.usage().output()).contains(7L);
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void aToolIsCalledAndItsResultIsGivenBack(Served served) {
    Message question = Message.user("weather");
    ModelResponse calls = ask(withTool(served, List.of(question)));
    // Playing Gemini, aimock gives a reason that Gemini does not have.
    assertThat(calls.finish())
        .isEqualTo(served == Served.GEMINI ? FinishReason.OTHER : FinishReason.TOOL_CALLS);
    assertThat(calls.toolCalls()).singleElement().satisfies(call -> {
      assertThat(call.name()).isEqualTo("get_weather");
      assertThat(Json.parse(call.arguments()))
          .isEqualTo(Json.object().put("city", "Paris").put("unit", "celsius"));
    });
    ModelResponse answer = ask(withTool(served,
        List.of(question, calls.message(),
            Message.tool(Part.ToolResult.of(calls.toolCalls().getFirst(), "21")))));
    assertThat(answer.text()).isEqualTo("It has 21 °C.");
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void jsonComesAsItsSchemaSays(Served served) {
    var schema = Json.parse("""
        {"type":"object","properties":{"city":{"type":"string"},"inhabitants":{"type":"integer"}},
         "required":["city","inhabitants"],"additionalProperties":false}""");
    ModelRequest plain = plain(served, "extract");
    ModelResponse response = ask(new ModelRequest(plain.model(), plain.messages(), List.of(), ToolChoice.AUTO,
        new OutputFormat.Schema("city", schema), plain.settings()));
    assertThat(Json.parse(response.text()))
        .isEqualTo(Json.object().put("city", "Paris").put("inhabitants", 2100000));
  }

  @ParameterizedTest
  @EnumSource(Served.class)
  void errorsHaveOurCodes(Served served) {
    assertThat(outcome(plain(served, "too fast"))).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
      assertThat(failed.failure().code()).isEqualTo(ModelFailures.RATE);
      assertThat(failed.failure().retryable()).isTrue();
      assertThat(failed.failure().message()).contains("slow down");
    });
    assertThat(outcome(plain(served, "broken"))).isInstanceOfSatisfying(Outcome.Failed.class,
        failed -> assertThat(failed.failure().code()).isEqualTo(ModelFailures.PROVIDER));
  }

  private static ModelResponse ask(ModelRequest request) {
    return outcome(request).output();
  }

  private static Outcome<ModelResponse> outcome(ModelRequest request) {
    var operation = new ModelOperation(providers, Prices.UNKNOWN, Retry.NONE, Duration.ofSeconds(30));
    var program = new Program<>("asks", Codec.of(ModelRequest.class), Codec.of(ModelResponse.class),
        (Run run, ModelRequest asked) -> run.step("model", operation, asked));
    try (Runs runs = new Runs(new InMemoryJournal())) {
      return runs.start(RunId.fresh(), program, request).outcome();
    }
  }

  private static ModelRequest plain(Served served, String text) {
    return ModelRequest.of(ModelName.parse(served.model()), List.of(Message.user(text)), settings(served));
  }

  private static ModelSettings settings(Served served) {
    return providers.defaults(ModelName.parse(served.model()));
  }

  private static ModelRequest withTool(Served served, List<Message> messages) {
    var parameters = Json.parse(
        """
            {"type":"object","properties":{"city":{"type":"string"},"unit":{"type":"string"}},"required":["city"]}""");
    return new ModelRequest(ModelName.parse(served.model()), messages,
        List.of(new Tool("get_weather", "The weather", parameters)), ToolChoice.AUTO, new OutputFormat.Text(),
        settings(served));
  }
}
