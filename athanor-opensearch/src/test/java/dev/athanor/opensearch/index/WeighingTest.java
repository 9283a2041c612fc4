package dev.athanor.opensearch.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.athanor.document.Principals;
import dev.athanor.json.Json;
import dev.athanor.opensearch.index.Statistics.Sizes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class WeighingTest {
  private static final long PASSAGES = 100;
  private static final long AVERAGE = 30;

  private final View view =
      new View("entries", new Committed(Map.of(), 1, 0, 0), List.of(), Principals.OPERATOR);

  @Test
  void aQuestionWithoutWordsGainsNothingAndNeedsNoCounts() {
    var weighing = new Weighing(view, Map.of());

    Weighing.Gains gains = weighing.gains(List.of(), new Counts(new Statistics(view), List.of()));

    assertThat(weighing.searches()).isEmpty();
    assertThat(gains.length()).isEqualTo(1);
    assertThat(gains.greatest(List.of())).isZero();
  }

  @Test
  void aWordGainsByItsRarityAndAPassageByItsLengthBesideTheOthers() {
    Weighing.Gains gains = falcon(explained(0.5, 10));

    double rarity = Math.log(1 + (PASSAGES - 2 + 0.5) / (2 + 0.5));
    assertThat(gains.of("falcon")).isEqualTo(rarity / 0.5, offset(1e-6));
    assertThat(gains.length()).isEqualTo(3.0);
    assertThat(gains.greatest(List.of("falcon"))).isEqualTo(3 * rarity / 0.5, offset(1e-6));
    assertThat(gains.of("heron")).as("of a word that no chunk has that can be seen").isEqualTo(1);
    assertThat(gains.greatest(List.of("heron"))).isZero();
  }

  @Test
  void passagesThatAreShorterThanTheHiddenOnesGainNothingByThat() {
    assertThat(falcon(explained(0.5, 300)).length()).isEqualTo(1);
  }

  @Test
  void whereNothingIsToldAChunkMayBeWorthAnything() {
    Weighing.Gains gains = falcon(Json.object().put("description", "a score").put("value", 2));

    assertThat(gains.of("falcon")).as("weight to ask with").isEqualTo(1);
    assertThat(gains.greatest(List.of("falcon"))).isInfinite();
  }

  private Weighing.Gains falcon(JsonNode explanation) {
    var statistics = new Statistics(view);
    statistics.remember(Map.of("falcon", 2L, "heron", 0L),
        Optional.of(new Sizes(PASSAGES, PASSAGES * AVERAGE)));
    Map<String, Float> words = Map.of("falcon", 1f, "heron", 1f);
    ObjectNode found = Json.object();
    found.putObject("hits").putArray("hits").addObject().set("_explanation", explanation);
    return new Weighing(view, words).gains(List.of(found, Json.object()),
        new Counts(statistics, words.keySet()));
  }

  /** As Lucene explains a word's score. */
  private static ObjectNode explained(double rarity, double averageLength) {
    ObjectNode sum = Json.object().put("description", "sum of:").put("value", 1);
    ObjectNode score = sum.putArray("details").addObject().put("description",
        "score(freq=1.0), computed as boost * idf * tf from:");
    var factors = score.putArray("details");
    factors.addObject().put("description", "idf, computed as log(1 + (N - n + 0.5) / (n + 0.5)) from:")
        .put("value", rarity)
        .putArray("details");
    factors.addObject()
        .put("description", "tf, computed as freq / (freq + k1 * (1 - b + b * dl / avgdl)) from:")
        .put("value", 0.4).putArray("details").addObject()
        .put("description", "avgdl, average length of field")
        .put("value", averageLength);
    return sum;
  }
}
