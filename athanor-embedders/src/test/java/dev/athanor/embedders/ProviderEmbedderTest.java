package dev.athanor.embedders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.athanor.embedders.EmbedderSettings.Provided;
import dev.athanor.embedders.EmbedderSettings.Texts;
import dev.athanor.model.ModelFailures;
import dev.athanor.model.ModelName;
import dev.athanor.model.Tokens;
import dev.athanor.model.Usage;
import dev.athanor.models.embedding.Embedded;
import dev.athanor.models.embedding.EmbeddingModel;
import dev.athanor.models.embedding.EmbeddingRequest;
import dev.athanor.run.Retry;
import dev.athanor.run.StepFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProviderEmbedderTest {
  private static final ModelName MODEL = ModelName.parse("acme:embeds");
  private static final Retry THREE = new Retry(3, Duration.ofSeconds(1), Duration.ofMinutes(1));

  private final List<EmbeddingRequest> asked = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();

  private ProviderEmbedder embedder(Provided settings, EmbeddingModel model) {
    return new ProviderEmbedder(settings, _ -> request -> {
      asked.add(request);
      return model.embed(request);
    }, new Retrying(THREE, pauses::add));
  }

  private static Provided settings(int batch, Texts texts) {
    return new Provided(MODEL, Optional.empty(), batch, texts);
  }

  private static Embedded lengths(EmbeddingRequest request) {
    return new Embedded(request.texts().stream().map(text -> new float[]{text.length(), 1}).toList(),
        Usage.of(7, 0));
  }

  @Test
  void textsAreSentInBatchesAndTheirVectorsAreScaled() {
    ProviderEmbedder embedder = embedder(settings(2, Texts.PLAIN), ProviderEmbedderTest::lengths);
    List<float[]> vectors = embedder.embed(List.of("a", "bb", "ccc", "dddd", "eeeee"));
    assertThat(asked).extracting(request -> request.texts().size()).containsExactly(2, 2, 1);
    assertThat(vectors).hasSize(5).allSatisfy(vector -> assertThat(Math.hypot(vector[0], vector[1]))
        .isCloseTo(1, within(1e-6)));
    assertThat(vectors.get(2)[0]).isGreaterThan(vectors.get(1)[0]);
    assertThat(embedder.tokens()).isEqualTo(21);
    assertThat(embedder.batch()).isEqualTo(2);
  }

  @Test
  void prefixesStandBeforeTextsAndAreInTheVersion() {
    ProviderEmbedder embedder =
        embedder(settings(9, new Texts("query: ", "passage: ", 100)), ProviderEmbedderTest::lengths);
    embedder.embed(List.of("heat"));
    embedder.embedQuery("what");
    assertThat(asked).extracting(EmbeddingRequest::texts)
        .containsExactly(List.of("passage: heat"), List.of("query: what"));
    assertThat(asked).extracting(EmbeddingRequest::kind)
        .containsExactly(EmbeddingRequest.Kind.PASSAGE, EmbeddingRequest.Kind.QUESTION);
    assertThat(embedder.version())
        .matches("acme:embeds\\+question-[0-9a-f]{8}\\+passage-[0-9a-f]{8}\\+cut-100");
  }

  @Test
  void everythingThatDecidesAVectorIsInTheVersionAndNothingElse() {
    List<String> versions = List.of(settings(9, Texts.PLAIN), settings(9, new Texts("q", "", 2048)),
        settings(9, new Texts("", "q", 2048)), settings(9, new Texts("", "", 2047)),
        new Provided(MODEL, Optional.of(8), 9, Texts.PLAIN),
        new Provided(ModelName.parse("acme:other"), Optional.empty(), 9, Texts.PLAIN)).stream()
        .map(each -> embedder(each, ProviderEmbedderTest::lengths).version()).toList();
    assertThat(versions).doesNotHaveDuplicates();
    assertThat(embedder(settings(3, Texts.PLAIN), ProviderEmbedderTest::lengths).version())
        .as("how many are sent at once decides no vector").isEqualTo(versions.getFirst());
    assertThat(asked).as("a version asks nobody").isEmpty();
  }

  @Test
  void whatIsTooLongForTheModelIsCutOffAtItsEndAndNeverAmidACharacter() {
    ProviderEmbedder embedder =
        embedder(settings(9, new Texts("", "passage: ", 40)), ProviderEmbedderTest::lengths);
    String emoji = "🔥".repeat(500);
    embedder.embed(List.of("An even heat. ".repeat(400), "short", emoji));
    List<String> sent = asked.getFirst().texts();
    assertThat(sent.get(0)).startsWith("passage: An even heat. An");
    assertThat(Tokens.of(sent.get(0))).isBetween(25, 30);
    assertThat(sent.get(1)).isEqualTo("passage: short");
    assertThat(sent.get(2)).startsWith("passage: 🔥🔥");
    assertThat(Character.isHighSurrogate(sent.get(2).charAt(sent.get(2).length() - 1))).isFalse();
    embedder.embedQuery("x".repeat(100_000));
    assertThat(asked.getLast().texts().getFirst().length()).isLessThan(1_000);
  }

  @Test
  void aFailureThatMayPassIsTriedAgainAfterAsLongAsTheProviderAsksFor() {
    int[] failures = {2};
    ProviderEmbedder embedder = embedder(settings(9, Texts.PLAIN), request -> {
      if (failures[0]-- > 0) {
        throw new StepFailed(ModelFailures.RATE, "slow down", true).retryAfter(Duration.ofSeconds(20));
      }
      return lengths(request);
    });
    assertThat(embedder.embed(List.of("a"))).hasSize(1);
    assertThat(pauses).containsExactly(Duration.ofSeconds(20), Duration.ofSeconds(20));
  }

  @Test
  void aFailureThatDoesNotPassIsThrownAfterTheLastTry() {
    ProviderEmbedder embedder = embedder(settings(9, Texts.PLAIN), _ -> {
      throw new StepFailed(ModelFailures.PROVIDER, "acme:embeds has trouble of its own", true);
    });
    assertThatThrownBy(() -> embedder.embed(List.of("a"))).hasMessage("acme:embeds has trouble of its own");
    assertThat(asked).hasSize(3);
    assertThat(pauses).hasSize(2).allSatisfy(pause -> assertThat(pause).isPositive());
  }

  @Test
  void aFailureForGoodAndAQuestionAreTriedOnce() {
    ProviderEmbedder embedder = embedder(settings(9, Texts.PLAIN), request -> {
      throw new StepFailed(ModelFailures.KEY, "no", request.kind() == EmbeddingRequest.Kind.QUESTION);
    });
    assertThatThrownBy(() -> embedder.embed(List.of("a"))).hasMessage("no");
    assertThatThrownBy(() -> embedder.embedQuery("a")).hasMessage("no");
    assertThat(asked).hasSize(2);
    assertThat(pauses).isEmpty();
  }

  @Test
  void aVectorOfZerosIsNoVector() {
    ProviderEmbedder embedder = embedder(settings(9, Texts.PLAIN),
        request -> new Embedded(List.of(new float[request.texts().size()]), Usage.UNKNOWN));
    assertThatThrownBy(() -> embedder.embedQuery("a"))
        .hasMessage("acme:embeds has made a vector of zeros, which is near"
            + " to nothing; see whether it is a model that embeds");
  }

  @Test
  void dimensionsAreAskedForOnceUnlessTheyAreSaid() {
    ProviderEmbedder embedder = embedder(settings(9, Texts.PLAIN), ProviderEmbedderTest::lengths);
    assertThat(IntStream.range(0, 3).map(_ -> embedder.dimensions())).containsOnly(2);
    assertThat(asked).hasSize(1);
    assertThat(embedder(new Provided(MODEL, Optional.of(512), 9, Texts.PLAIN), ProviderEmbedderTest::lengths)
        .dimensions()).isEqualTo(512);
    assertThat(asked).hasSize(1);
  }

  @Test
  void settingsThatCannotBeAreNamed() {
    assertThatThrownBy(() -> new Provided(MODEL, Optional.of(5000), 9, Texts.PLAIN))
        .hasMessage("the embedder acme:embeds"
            + " has dimensions 5000; expected from 1 to 4096, which is what an index takes");
    assertThatThrownBy(() -> new Provided(MODEL, Optional.empty(), 0, Texts.PLAIN))
        .hasMessage("the embedder acme:embeds has batch 0; expected from 1 to 2048 texts at once");
    assertThatThrownBy(() -> new Texts("", "", 0))
        .hasMessage("the embedder has tokens 0; expected how many tokens its model reads, such as 2048");
  }
}
