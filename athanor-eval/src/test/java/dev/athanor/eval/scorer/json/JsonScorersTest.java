package dev.athanor.eval.scorer.json;

import static dev.athanor.eval.scorer.fixture.Samples.reason;
import static dev.athanor.eval.scorer.fixture.Samples.score;
import static dev.athanor.eval.scorer.fixture.Samples.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Trail;
import dev.athanor.eval.scorer.fixture.Samples;
import dev.athanor.json.Json;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonScorersTest {
  private static Sample sample(String said, String right) {
    return new Sample(Samples.given(Optional.of(Json.parse(right)), Json.object()), Output.text(said),
        Trail.UNKNOWN);
  }

  @Test
  void valuesAreComparedByWhatTheyMean() {
    assertThat(value(JsonScorers.equal(false), sample("```json\n{\"b\": [1.0], \"a\": null}\n```",
        "{\"a\": null, \"b\": [1]}"))).isEqualTo(1);
    assertThat(value(JsonScorers.equal(false), sample("[2, 1]", "[1, 2]"))).isZero();
    assertThat(value(JsonScorers.equal(true), sample("[2, 1]", "[1, 2]"))).isEqualTo(1);
    assertThat(value(JsonScorers.equal(true), sample("[2, 2]", "[1, 2]"))).isZero();
  }

  @Test
  void theFirstDifferenceIsNamed() {
    assertThat(score(JsonScorers.equal(false), sample("{\"a\": {\"b\": \"1\"}}", "{\"a\": {\"b\": 1}}")))
        .isEqualTo(Score.of(0, "$.a.b is \"1\", expected 1"));
    assertThat(score(JsonScorers.equal(false), sample("{}", "{\"a\": 1}")))
        .isEqualTo(Score.of(0, "$.a is missing, expected 1"));
    assertThat(score(JsonScorers.equal(false), sample("I can't", "{}")))
        .isEqualTo(Score.of(0, "the answer is no JSON"));
    assertThat(reason(JsonScorers.equal(false), Samples.of("{}"))).contains("has no reference");
  }

  @Test
  void aSchemaDescribesTheAnswer() {
    var scorer = JsonScorers.schema(Json.parse("{\"type\": \"object\", \"required\": [\"a\"]}"));
    assertThat(value(scorer, Samples.of("{\"a\": 1}"))).isEqualTo(1);
    assertThat(score(scorer, Samples.of("{}"))).isInstanceOfSatisfying(Score.Value.class,
        score -> assertThat(score.explanation())
            .hasValueSatisfying(text -> assertThat(text).contains("'a'")));
  }
}
