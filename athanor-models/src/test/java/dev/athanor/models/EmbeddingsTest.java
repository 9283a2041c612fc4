package dev.athanor.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.athanor.model.ModelFailures;
import dev.athanor.model.ModelName;
import dev.athanor.model.Usage;
import dev.athanor.models.embedding.Embedded;
import dev.athanor.models.embedding.EmbeddingRequest;
import dev.athanor.models.embedding.EmbeddingRequest.Kind;
import dev.athanor.models.provider.Limits;
import dev.athanor.models.provider.ProviderSettings;
import dev.athanor.models.provider.Providers;
import dev.athanor.run.StepFailed;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.answer.Delivery;
import dev.athanor.simulator.answer.Fault;
import dev.athanor.simulator.answer.Problem;
import dev.athanor.simulator.script.Script;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class EmbeddingsTest {
  private static final List<String> TEXTS = List.of("the cat sat on the mat", "a cat sat on a mat",
      "quarterly revenue grew");
  private static final SimulatorSettings USUAL = SimulatorSettings.of(Script.saying("x"));

  private static EmbeddingRequest request(Served served, Optional<Integer> dimensions) {
    return new EmbeddingRequest(ModelName.parse(served.provider() + ":embeds"), TEXTS, Kind.PASSAGE,
        dimensions);
  }

  private static Embedded embed(Lab lab, EmbeddingRequest request) throws InterruptedException {
    return lab.providers.embedding(request.model()).embed(request);
  }

  private static double cosine(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  private static StepFailed failure(SimulatorSettings settings, Served served) {
    try (Lab lab = new Lab(settings)) {
      return catchThrowableOfType(StepFailed.class, () -> embed(lab, request(served, Optional.of(8))));
    }
  }

  @ParameterizedTest
  @EnumSource(value = Served.class, names = "ANTHROPIC", mode = EnumSource.Mode.EXCLUDE)
  void everyProviderThatEmbedsMakesOneVectorForEachTextInTheirOrder(Served served) throws Exception {
    try (Lab lab = new Lab(USUAL)) {
      Embedded embedded = embed(lab, request(served, Optional.of(256)));

      assertThat(embedded.vectors()).hasSize(3).allSatisfy(vector -> assertThat(vector).hasSize(256));
      float[] cat = embedded.vectors().getFirst();
      assertThat(cosine(cat, embedded.vectors().get(1))).isGreaterThan(0.4);
      assertThat(cosine(cat, embedded.vectors().get(2))).isLessThan(0.3);
      assertThat(lab.simulator.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"OPENAI, 1536", "OLLAMA, 768", "GEMINI, 768"})
  void withoutANumberOfDimensionsTheModelsOwnCounts(Served served, int dimensions) throws Exception {
    try (Lab lab = new Lab(USUAL)) {
      assertThat(embed(lab, request(served, Optional.empty())).vectors())
          .allSatisfy(vector -> assertThat(vector).hasSize(dimensions));
    }
  }

  @ParameterizedTest
  @CsvSource({"OPENAI, true", "OLLAMA, true", "GEMINI, false"})
  void whatTheProviderHasCountedIsKnown(Served served, boolean counts) throws Exception {
    try (Lab lab = new Lab(USUAL)) {
      Usage usage = embed(lab, request(served, Optional.empty())).usage();
      assertThat(usage.input().isPresent()).isEqualTo(counts);
      assertThat(usage.total()).isEqualTo(counts ? 16 : 0);
    }
  }

  @Test
  void geminiIsToldWhatTheTextsAre() throws Exception {
    try (Lab lab = new Lab(USUAL)) {
      embed(lab, request(Served.GEMINI, Optional.empty()));
      assertThat(lab.sent().at("/requests/0/taskType").asString()).isEqualTo("RETRIEVAL_DOCUMENT");
      embed(lab, new EmbeddingRequest(ModelName.parse("gemini:embeds"), List.of("a"), Kind.QUESTION,
          Optional.empty()));
      assertThat(lab.sent().at("/requests/0/taskType").asString()).isEqualTo("RETRIEVAL_QUERY");
    }
  }

  @Test
  void aProviderThatHasNoEmbeddingsIsNamed() {
    try (Lab lab = new Lab(USUAL)) {
      assertThatThrownBy(() -> lab.providers.embedding(ModelName.parse("anthropic:claude")))
          .hasMessage(
              "the provider \"anthropic\" speaks anthropic, which has no embeddings, so anthropic:claude"
                  + " can't embed; expected a model of a provider that speaks openai, gemini or ollama");
    }
  }

  @Test
  void aKeyThatIsMissingIsNamedByItsVariable() {
    try (Providers providers = Providers.of(List.of(), _ -> null)) {
      assertThatThrownBy(() -> providers.embedding(ModelName.parse("openai:text-embedding-3-small")))
          .hasMessage(
              "the provider \"openai\" needs a key, and OPENAI_API_KEY is not set in the environment; set it,"
                  + " or name a file with the key in the provider's settings");
    }
  }

  @ParameterizedTest
  @EnumSource(value = Served.class, names = {"OPENAI", "OLLAMA", "GEMINI"})
  void tooManyQuestionsAreAFailureThatMayPass(Served served) {
    Problem problem = Problem.of(Problem.Kind.RATE, "slow down").retryAfter(Duration.ofSeconds(7));
    StepFailed failed = failure(USUAL.delivered(Delivery.USUAL.with(new Fault.Fails(problem))), served);

    assertThat(failed.code()).isEqualTo(ModelFailures.RATE);
    assertThat(failed.retryable()).isTrue();
    assertThat(failed.retryAfter()).hasValue(Duration.ofSeconds(7));
    assertThat(failed)
        .hasMessageContaining(served.provider() + ":embeds is asked too much at a time (status 429");
  }

  @ParameterizedTest
  @EnumSource(value = Served.class, names = {"OPENAI", "OLLAMA", "GEMINI"})
  void anAnswerThatBreaksOffIsAFailureThatMayPass(Served served) {
    for (Fault fault : List.of(new Fault.Disconnects(Optional.of(50)), new Fault.Resets(Optional.of(50)),
        new Fault.Truncates(Optional.of(50)), new Fault.Garbles(Optional.of(50)))) {
      StepFailed failed = failure(USUAL.delivered(Delivery.USUAL.with(fault)), served);

      assertThat(failed.code()).as(fault.toString()).isIn(ModelFailures.UNREACHABLE, ModelFailures.RESPONSE);
      assertThat(failed.retryable()).isTrue();
    }
  }

  @Test
  void aModelThatIsNotThereIsNamedWithThoseThatComeNear() {
    StepFailed failed = failure(USUAL.withModels("embedder", "gpt-5"), Served.OPENAI);

    assertThat(failed.code()).isEqualTo(ModelFailures.UNKNOWN);
    assertThat(failed).hasMessageContaining("the nearest that it has: openai:embedder");
  }

  @Test
  void whatIsTooLongForAModelIsNamedWithWhatToDo() {
    Problem problem = Problem.of(Problem.Kind.CONTEXT, "maximum context length is 8192 tokens");
    StepFailed failed =
        failure(USUAL.delivered(Delivery.USUAL.with(new Fault.Fails(problem))), Served.OPENAI);

    assertThat(failed.code()).isEqualTo(ModelFailures.CONTEXT);
    assertThat(failed)
        .hasMessageEndingWith("; say how many tokens it reads with tokens of the embedder in athanor.yaml,"
            + " or send fewer texts at once with batch");
  }

  @Test
  void aProviderThatIsDownIsNamedWithItsAddress() {
    URI nowhere = URI.create("http://127.0.0.1:1/v1");
    try (Providers providers =
        Providers.of(List.of(ProviderSettings.compatible("down", nowhere)), _ -> null)) {
      ModelName model = ModelName.parse("down:embeds");
      assertThatThrownBy(() -> providers.embedding(model)
          .embed(new EmbeddingRequest(model, TEXTS, Kind.PASSAGE,
              Optional.empty())))
          .hasMessage("down:embeds can't be reached at http://127.0.0.1:1/v1: the connection was"
              + " refused; see whether the provider is up and the address is right");
    }
  }

  @Test
  void theKeyIsSentAndIsInNoMessage() throws Exception {
    try (Lab lab = new Lab(USUAL.withKeys(Served.KEY))) {
      assertThat(embed(lab, request(Served.OPENAI, Optional.empty())).vectors()).hasSize(3);
    }
    StepFailed failed = failure(USUAL.withKeys("another"), Served.OPENAI);
    assertThat(failed.code()).isEqualTo(ModelFailures.KEY);
    assertThat(failed.getMessage()).doesNotContain(Served.KEY).contains("see that TEST_KEY holds a key");
  }

  @Test
  void theLimitsOfAProviderHoldForItsEmbeddings() throws Exception {
    ProviderSettings limited = ProviderSettings.compatible("limited", URI.create("http://127.0.0.1:1/v1"))
        .limited(new Limits(Optional.of(1), Optional.of(1), Optional.empty()));
    try (Lab lab = new Lab(USUAL, uri -> List.of(limited.at(URI.create(uri + "/v1"))))) {
      EmbeddingRequest request = new EmbeddingRequest(ModelName.parse("limited:embeds"), TEXTS, Kind.PASSAGE,
          Optional.empty());
      embed(lab, request);
      FutureTask<Throwable> waiting = new FutureTask<>(() -> catchThrowable(() -> embed(lab, request)));
      Thread asking = Thread.ofVirtual().start(waiting);
      asking.interrupt();
      assertThat(waiting.get()).isInstanceOf(InterruptedException.class);
      assertThat(lab.simulator.requests()).as("the second one waits for the next minute").hasSize(1);
    }
  }

  /** Answers of one's own making: what no simulator of a sound provider says. */
  private static StepFailed odd(String body) {
    try (OddProvider provider = OddProvider.saying(body);
        Providers providers =
            Providers.of(List.of(ProviderSettings.compatible("odd", provider.uri())), _ -> null)) {
      ModelName model = ModelName.parse("odd:embeds");
      return catchThrowableOfType(StepFailed.class, () -> providers.embedding(model).embed(
          new EmbeddingRequest(model, List.of("one", "two"), Kind.PASSAGE, Optional.of(2))));
    }
  }

  private static String data(String... vectors) {
    StringBuilder data = new StringBuilder();
    for (String vector : vectors) {
      data.append(data.isEmpty() ? "" : ",").append("{\"embedding\":").append(vector).append("}");
    }
    return "{\"data\":[" + data + "]}";
  }

  @Test
  void anotherNumberOfVectorsThanOfTextsIsAFailureThatMayPass() {
    StepFailed failed = odd(data("[1,0]"));
    assertThat(failed).hasMessage("odd:embeds sent what can't be understood: 1 vectors for 2 texts");
    assertThat(failed.code()).isEqualTo(ModelFailures.RESPONSE);
    assertThat(failed.retryable()).isTrue();
    assertThat(odd("{}")).hasMessageContaining("0 vectors for 2 texts");
  }

  @Test
  void otherDimensionsThanWereAskedForAreAFailureForGood() {
    StepFailed failed = odd(data("[1,0,0]", "[1,0,0]"));
    assertThat(failed)
        .hasMessage("odd:embeds was asked for vectors of 2 dimensions and has sent 3; name a number of"
            + " dimensions that it can make, or none");
    assertThat(failed.retryable()).isFalse();
  }

  @Test
  void aComponentThatIsNoNumberIsNamed() {
    assertThat(odd(data("[1,0]", "[1,null]"))).hasMessage(
        "odd:embeds has made a vector of text 1 whose component 1 is null; expected a finite number");
    assertThat(odd(data("[1e99,0]", "[1,0]"))).hasMessageContaining("text 0 whose component 0 is");
    assertThat(odd(data("[\"NaN\",0]", "[1,0]"))).hasMessageContaining("component 0 is \"NaN\"");
    assertThat(odd(data("[NaN,0]", "[1,0]"))).hasMessageContaining("sent what can't be understood");
    assertThat(odd(data("[]", "[1,0]"))).hasMessageContaining("has made no vector of text 0 but []");
  }

  @Test
  void vectorsComeInTheOrderOfTheirTextsWhateverOrderTheyAreSentIn() throws Exception {
    String mixed = "{\"data\":[{\"index\":1,\"embedding\":[0,1]},{\"index\":0,\"embedding\":[1,0]}]}";
    try (OddProvider provider = OddProvider.saying(mixed);
        Providers providers =
            Providers.of(List.of(ProviderSettings.compatible("odd", provider.uri())), _ -> null)) {
      ModelName model = ModelName.parse("odd:embeds");
      Embedded embedded = providers.embedding(model).embed(
          new EmbeddingRequest(model, List.of("one", "two"), Kind.PASSAGE, Optional.empty()));
      assertThat(embedded.vectors().getFirst()).containsExactly(1, 0);
    }
    assertThat(odd("{\"data\":[{\"index\":1,\"embedding\":[0,1]},{\"index\":1,\"embedding\":[1,0]}]}"))
        .hasMessageContaining("two vectors are of text 1");
    assertThat(odd("{\"data\":[{\"index\":0,\"embedding\":[0,1]},{\"index\":5,\"embedding\":[1,0]}]}"))
        .hasMessageContaining("a vector is of text 5, and there are only 2 vectors");
  }

  @Test
  void aWebPageIsNoAnswer() {
    assertThat(odd("<html>hello</html>")).hasMessageContaining("sent what can't be understood");
  }
}
