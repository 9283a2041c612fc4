package dev.athanor.langchain4j;

import static dev.athanor.langchain4j.Bench.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelSettings;
import dev.athanor.model.Usage;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.answer.Problem;
import dev.athanor.simulator.script.Rule;
import dev.athanor.simulator.script.Script;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiChatResponseMetadata;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.TokenStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** LangChain4j's own client of a provider, over HTTP; a replay finds nobody there. */
class OpenAiTest {
  private final Bench bench = new Bench();

  /** A city's people, as JSON by a schema. */
  record City(String name, int people) {}

  interface Assistant {
    String chat(String text);
  }

  interface Telling {
    Result<String> chat(String text);
  }

  interface Extractor {
    City extract(String text);
  }

  interface Streamer {
    TokenStream chat(String text);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static Simulator simulator(Rule... rules) {
    return Simulator.start(SimulatorSettings.of(Script.of(rules)));
  }

  private static OpenAiChatModel.OpenAiChatModelBuilder model(Simulator simulator) {
    return OpenAiChatModel.builder().baseUrl(simulator.baseUri() + "/v1").apiKey("sk-secret-1234")
        .maxRetries(0)
        .modelName("gpt-5-mini");
  }

  private <O> void replaysWithoutAnybodyThere(Program<String, O> program, String input, Simulator simulator,
      Outcome<O> expected) {
    assertThat(bench.runs.start(ID, program, input).outcome()).isEqualTo(expected);
    simulator.close();
    var replay = bench.replay(ID, program);
    assertThat(replay.divergence()).isEmpty();
    assertThat(replay.outcome()).isEqualTo(expected);
  }

  @Test
  void anAssistantWithToolsReplaysWithTheProviderGone() {
    Simulator simulator =
        simulator(Rule.any().ifTool("weather").onTurn(1).calls("weather", "{\"city\":\"Rome\"}"), Rule
            .any().says("It has ${tool_result}."));
    TravelDesk.World world = new TravelDesk.World();
    Assistant assistant =
        AiServices.builder(Assistant.class).chatModel(Journaled.STRICT.chatModel(model(simulator)
            .build())).tools(Journaled.STRICT.tools(world)).build();
    replaysWithoutAnybodyThere(Journaled.STRICT.program("weather", Codec.TEXT, Codec.TEXT, assistant::chat),
        "Rome?",
        simulator, new Outcome.Done<>("It has Rome: 21 degrees."));
    assertThat(world.looks).hasValue(1);
  }

  @Test
  void aTypedAnswerReplaysWithTheProviderGone() {
    Simulator simulator = simulator(Rule.any().says("{\"name\":\"Rome\",\"people\":2800000}"));
    Extractor extractor = AiServices.create(Extractor.class, Journaled.STRICT.chatModel(model(simulator)
        .supportedCapabilities(dev.langchain4j.model.chat.Capability.RESPONSE_FORMAT_JSON_SCHEMA)
        .strictJsonSchema(true)
        .build()));
    replaysWithoutAnybodyThere(
        Journaled.STRICT.program("city", Codec.TEXT, Codec.of(City.class), extractor::extract),
        "Rome has 2.8 million", simulator, new Outcome.Done<>(new City("Rome", 2_800_000)));
    assertThat(request("model").output().toString()).contains("Schema", "City", "people");
  }

  private ModelRequest request(String path) {
    return bench.steps(ID).stream().filter(step -> step.path().equals(new Path(path))).findFirst()
        .map(step -> Codec.of(
            ModelRequest.class).decode(step.step().request().value(bench.journal::part)))
        .orElseThrow();
  }

  @Test
  void aStreamReplaysWithTheProviderGone() {
    Simulator simulator = simulator(Rule.any().says("one two three"));
    List<String> heard = new CopyOnWriteArrayList<>();
    Streamer streamer =
        AiServices.create(Streamer.class, Journaled.STRICT.streamingChatModel(OpenAiStreamingChatModel
            .builder().baseUrl(simulator.baseUri() + "/v1").apiKey("sk").modelName("gpt-5-mini").build()));
    Program<String, String> program = Journaled.STRICT.program("stream", Codec.TEXT, Codec.TEXT, text -> {
      CompletableFuture<String> answer = new CompletableFuture<>();
      streamer.chat(text).onPartialResponse(heard::add)
          .onCompleteResponse(response -> answer.complete(response
              .aiMessage().text()))
          .onError(answer::completeExceptionally).start();
      return answer.join();
    });
    replaysWithoutAnybodyThere(program, "go", simulator, new Outcome.Done<>("one two three"));
    assertThat(heard.size()).isGreaterThan(2).isEven();
    assertThat(heard.subList(0, heard.size() / 2)).isEqualTo(heard.subList(heard.size() / 2, heard.size()));
    assertThat(String.join("", heard)).isEqualTo("one two threeone two three");
  }

  @Test
  void whatTheProviderCountsAndSaysOfItselfComesBackAsItsOwnTypes() {
    Simulator simulator =
        simulator(Rule.any().says("hi").counts(new Usage(Optional.of(100L), Optional.of(20L), Optional
            .of(60L), Optional.empty(), Optional.of(9L))));
    Telling telling = AiServices.create(Telling.class, Journaled.STRICT.chatModel(model(simulator).build()));
    Program<String, String> program = Journaled.STRICT.program("count", Codec.TEXT, Codec.TEXT, text -> {
      Result<String> result = telling.chat(text);
      OpenAiTokenUsage usage = (OpenAiTokenUsage) result.tokenUsage();
      return usage.inputTokensDetails().cachedTokens() + " " + usage.outputTokensDetails().reasoningTokens()
          + " "
          + ((OpenAiChatResponseMetadata) result.finalResponse().metadata()).finishReason();
    });
    replaysWithoutAnybodyThere(program, "hi", simulator, new Outcome.Done<>("60 9 STOP"));
  }

  @Test
  void whatTheModelWasBuiltWithIsInTheRequestAndItsKeyIsNot() {
    try (Simulator simulator = simulator(Rule.any().says("hi"))) {
      ChatModel wrapped = Journaled.STRICT.chatModel(model(simulator)
          .temperature(0.5).defaultRequestParameters(
              OpenAiChatRequestParameters.builder().reasoningEffort("low").seed(7).user("ann")
                  .frequencyPenalty(0.25).build())
          .build());
      var _ = bench.runs
          .start(ID, Journaled.STRICT.program("p", Codec.TEXT, Codec.TEXT, text -> wrapped.chat(text)),
              "hi")
          .outcome();
      ModelRequest request = request("model");
      assertThat(request.model()).hasToString("openai:gpt-5-mini");
      ModelSettings settings = request.settings();
      assertThat(settings.temperature()).contains(0.5);
      assertThat(settings.reasoningEffort()).contains("low");
      assertThat(settings.seed()).contains(7L);
      assertThat(settings.extra()).containsKeys("user", "frequencyPenalty").doesNotContainKey("logitBias");
      assertThat(bench.steps(ID).toString() + Codec.of(ModelRequest.class).encode(request))
          .doesNotContain("sk-secret");
    }
  }

  @Test
  void aChangedDefaultIsAnotherRequest() {
    try (Simulator simulator = simulator(Rule.any().says("hi"))) {
      for (double temperature : new double[]{0.5, 0.6}) {
        ChatModel wrapped = Journaled.STRICT.chatModel(model(simulator).temperature(temperature).build());
        var _ = bench.runs
            .start(new RunId("t" + temperature), Journaled.STRICT.program("p", Codec.TEXT, Codec.TEXT,
                text -> wrapped.chat(text)), "hi")
            .outcome();
      }
      assertThat(bench.steps(new RunId("t0.5")).getFirst().step().address())
          .isNotEqualTo(bench.steps(new RunId("t0.6"))
              .getFirst().step().address());
    }
  }

  @Test
  void aProvidersRefusalIsTheSameExceptionLiveAndReplayed() {
    Simulator simulator = simulator(Rule.any().fails(Problem.of(401, "no such key")));
    ChatModel wrapped = Journaled.STRICT.chatModel(model(simulator).build());
    List<LangChain4jException> caught = new CopyOnWriteArrayList<>();
    Program<String, String> program = Journaled.STRICT.program("p", Codec.TEXT, Codec.TEXT, text -> {
      try {
        return wrapped.chat(text);
      } catch (LangChain4jException e) {
        caught.add(e);
        return "refused";
      }
    });
    replaysWithoutAnybodyThere(program, "hi", simulator, new Outcome.Done<>("refused"));
    assertThat(caught).hasSize(2).allSatisfy(error -> assertThat(error).isExactlyInstanceOf(
        AuthenticationException.class).hasMessage(caught.getFirst().getMessage()));
  }

  @Test
  void retriesOfLangChain4jsOwnAreBelowTheStep() {
    Simulator simulator =
        simulator(Rule.any().firstTimes(1).fails(Problem.of(503, "busy")), Rule.any().says("hi"));
    ChatModel wrapped = Journaled.STRICT.chatModel(model(simulator).maxRetries(2).build());
    replaysWithoutAnybodyThere(
        Journaled.STRICT.program("p", Codec.TEXT, Codec.TEXT, text -> wrapped.chat(text)), "hi",
        simulator, new Outcome.Done<>("hi"));
    assertThat(bench.paths(ID)).containsExactly("model");
    assertThat(bench.steps(ID).getFirst().attempt()).isEqualTo(1);
  }

  @Test
  void embeddingsReplayWithTheProviderGone() {
    Simulator simulator = simulator(Rule.any().says("hi"));
    var wrapped =
        Journaled.STRICT.embeddingModel(OpenAiEmbeddingModel.builder().baseUrl(simulator.baseUri() + "/v1")
            .apiKey("sk").modelName("text-embedding-3-small").maxRetries(0).build());
    Program<String, String> program = Journaled.STRICT.program("embed", Codec.TEXT, Codec.TEXT, text -> {
      float[] vector = wrapped.embed(text).content().vector();
      return java.util.Arrays.hashCode(vector) + " of " + vector.length;
    });
    Outcome<String> outcome = bench.runs.start(ID, program, "hello").outcome();
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    simulator.close();
    assertThat(bench.replay(ID, program).outcome()).isEqualTo(outcome);
  }
}
