package dev.athanor.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.model.Message;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelOperation;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.ModelSettings;
import dev.athanor.model.OutputFormat;
import dev.athanor.model.Prices;
import dev.athanor.model.Tool;
import dev.athanor.model.ToolChoice;
import dev.athanor.models.provider.KeySource;
import dev.athanor.models.provider.ProviderSettings;
import dev.athanor.models.provider.Providers;
import dev.athanor.proxy.exchange.Service;
import dev.athanor.proxy.recording.RecordedExchange;
import dev.athanor.run.Program;
import dev.athanor.run.Recording;
import dev.athanor.run.Retry;
import dev.athanor.run.Runs;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.script.Rule;
import dev.athanor.simulator.script.Script;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our own providers, asked through the proxy and then at what the simulator plays of it. */
@Timeout(120)
class OwnProvidersTest {
  /** What a provider of our own makes of it, asked at that address. */
  private static List<ModelResponse> read(Function<Service, URI> base) {
    ProviderSettings openAi = ProviderSettings.builtIn("openai").orElseThrow().at(base.apply(Service.OPENAI))
        .keyFrom(new KeySource.Environment(List.of("TEST_KEY"), true));
    ProviderSettings anthropic = ProviderSettings.builtIn("anthropic").orElseThrow().at(URI.create(base.apply(
        Service.ANTHROPIC) + "/v1")).keyFrom(new KeySource.Environment(List.of("TEST_KEY"), true));
    Tool tool = new Tool("get_weather", "Tells it.", Json.object().put("type", "object"));
    try (
        Providers providers = Providers.of(List.of(openAi, anthropic), Map.of("TEST_KEY", Recorded.KEY)::get);
        Runs runs = new Runs(new InMemoryJournal())) {
      ModelOperation operation =
          new ModelOperation(providers, Prices.UNKNOWN, Retry.NONE, Duration.ofSeconds(30));
      return Stream.of("openai:m", "anthropic:c").map(ModelName::parse).map(name -> runs.start(RunId.fresh(),
          new Program<>("ask", Codec.of(ModelRequest.class), Codec.of(ModelResponse.class),
              (run, request) -> run
                  .step("model", operation, request)),
          new ModelRequest(name, List.of(Message.user("weather?")), List.of(tool), ToolChoice.AUTO,
              new OutputFormat.Text(),
              ModelSettings.NONE))
          .outcome().output()).toList();
    }
  }

  @Test
  void ourOwnProvidersReadFromARecordingWhatTheyReadWhenItWasRecorded() throws Exception {
    List<ModelResponse> first = new ArrayList<>();
    Script script = Script.of(Rule.any().thinks("Hm.").calls("get_weather", "{\"city\":\"Málaga 𝄞\"}"));
    Recording recording = Traffic.recorded(script, bases -> first.addAll(read(bases)));
    assertThat(first).extracting(one -> one.toolCalls().getFirst().name()).containsOnly("get_weather");
    assertThat(RecordedExchange.of(recording)).extracting(one -> one.answered().orElseThrow().answer()
        .orElseThrow()).isEqualTo(first);
    try (Simulator player = Traffic.playing(recording)) {
      assertThat(read(Traffic.at(player))).isEqualTo(first);
    }
  }
}
