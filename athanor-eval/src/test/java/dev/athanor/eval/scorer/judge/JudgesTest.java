package dev.athanor.eval.scorer.judge;

import static dev.athanor.eval.scorer.fixture.Samples.reason;
import static dev.athanor.eval.scorer.fixture.Samples.score;
import static dev.athanor.eval.scorer.fixture.Samples.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.eval.scorer.fixture.Samples;
import dev.athanor.eval.scorer.registry.Scorers;
import dev.athanor.json.Json;
import dev.athanor.model.FinishReason;
import dev.athanor.model.Message;
import dev.athanor.model.ModelOperation;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.Models;
import dev.athanor.model.Prices;
import dev.athanor.model.Usage;
import dev.athanor.run.Retry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class JudgesTest {
  private final List<ModelRequest> asked = new CopyOnWriteArrayList<>();

  private Scorer judge(String settings, Function<ModelRequest, String> says) {
    Models models = _ -> (request, _) -> {
      asked.add(request);
      return new ModelResponse(Message.assistant(says.apply(request)), FinishReason.STOP, Usage.of(1, 1),
          Optional.empty(), Optional.empty(), Map.of());
    };
    return Scorers.with(new ModelOperation(models, Prices.UNKNOWN, Retry.NONE, Duration.ofSeconds(30)))
        .make(Json.parse(settings));
  }

  @Test
  void aVerdictIsReadAlsoOutOfAFence() {
    Scorer rubric = judge("{\"scorer\": \"rubric\", \"model\": \"t:a\", \"criteria\": \"is {{polite}}\"}",
        _ -> "```json\n{\"reason\": \"kind\", \"score\": 0.8}\n```");
    assertThat(score(rubric, Samples.of("Hello, $1 {{question}}"))).isEqualTo(Score.of(0.8, "kind"));
    assertThat(asked.getFirst().messages().getLast().text()).contains("is {{polite}}",
        "Hello, $1 {{question}}");
  }

  @Test
  void nonsenseIsAskedForOnceMoreAndUnscoredThen() {
    Scorer rubric = judge("{\"scorer\": \"rubric\", \"model\": \"t:a\", \"criteria\": \"x\"}",
        request -> request.messages().size() > 2 ? "{\"score\": 7}" : "Great!");
    assertThat(reason(rubric, Samples.of("x")))
        .isEqualTo("the judge t:a gave no verdict in the form that was asked for, also when"
            + " it was asked again: {\"score\": 7}");
    assertThat(asked).hasSize(2);
  }

  @Test
  void onlyADisagreementIsNoFact() {
    for (String category : List.of("A", "B", "C", "D", "E")) {
      Scorer factuality = judge("{\"scorer\": \"factuality\", \"model\": \"t:a\"}",
          _ -> "{\"reason\": \"r\", \"category\": \"" + category + "\"}");
      assertThat(value(factuality, Samples.of("x", "y"))).isEqualTo(category.equals("D") ? 0 : 1);
    }
    assertThat(reason(judge("{\"scorer\": \"factuality\", \"model\": \"t:a\"}", _ -> "{}"), Samples.of("x")))
        .contains("has no reference");
  }

  @Test
  void aPairIsAskedForInBothOrders() {
    Scorer biased = judge("{\"scorer\": \"pairwise\", \"model\": \"t:a\"}", _ -> "{\"better\": \"a\"}");
    assertThat(score(biased, Samples.of("x", "y")))
        .isEqualTo(Score.of(0.5, "inconsistent: wins when shown first, loses when shown second"));
    Scorer fair = judge("{\"scorer\": \"pairwise\", \"model\": \"t:a\"}", request -> "Output ("
        + (request.messages().getLast().text().contains("<output-a>\nlong") ? "a" : "b") + ") is better.");
    assertThat(value(fair, Samples.of("long", "y"))).isEqualTo(1);
    assertThat(value(fair, Samples.of("x", "long"))).isZero();
  }

  @Test
  void aPanelAlsoComparesInPairs() {
    Scorer panel = judge("{\"scorer\": \"pairwise\", \"model\": [\"t:a\", \"t:b\"]}", request -> {
      boolean first = request.messages().getLast().text().contains("<output-a>\nx");
      return "{\"better\": \"" + (request.model().model().equals("a") == first ? "a" : "b") + "\"}";
    });
    assertThat(score(panel, Samples.of("x", "y"))).isEqualTo(
        Score.of(0.5, "2 judges, at most 0.50 from their mean. the same in both orders"));
    assertThat(asked).hasSize(4);
  }

  @Test
  void anotherAnswerThatIsNullIsNone() {
    Scorer pairwise = judge("{\"scorer\": \"pairwise\", \"model\": \"t:a\"}", _ -> "{\"better\": \"tie\"}");
    Sample known = Samples.of("x", "y");
    Sample none = new Sample(Samples.given(Optional.empty(), (ObjectNode) Json.parse("{\"other\": null}")),
        known.output(), known.trail());
    assertThat(reason(pairwise, none)).isEqualTo("case \"" + none.given().id()
        + "\" has neither other in its metadata nor a reference, which pairwise compares with");
    assertThat(value(pairwise, known)).isEqualTo(0.5);
  }

  @Test
  void aPanelThatIsTiedHasNoVerdict() {
    Scorer panel = judge("{\"scorer\": \"factuality\", \"model\": [\"t:a\", \"t:b\", \"t:c\"]}",
        request -> switch (request.model().model()) {
          case "a" -> "{\"category\": \"D\"}";
          case "b" -> "{\"category\": \"C\"}";
          default -> "no idea";
        });
    assertThat(reason(panel, Samples.of("x", "y")))
        .isEqualTo("the panel is tied, 1 to 1; 1 without a verdict; ask an odd number of judges");
  }

  @Test
  void aPanelDecidesByMajorityAndTellsHowFarItAgrees() {
    Scorer panel = judge("{\"scorer\": \"factuality\", \"model\": [\"t:a\", \"t:b\", \"t:c\"]}",
        request -> "{\"category\": \""
            + (request.model().model().equals("a") ? "D" : "C") + "\"}");
    assertThat(score(panel, Samples.of("x", "y"))).isInstanceOfSatisfying(Score.Value.class, score -> {
      assertThat(score.value()).isEqualTo(1);
      assertThat(score.explanation())
          .hasValueSatisfying(text -> assertThat(text).startsWith("2 of 3 judges agree"));
    });
  }

  @Test
  void freeTextSaysWhichIsBetterAtItsEndOrAloneAtItsBeginning() {
    assertThat(Preference.parse("Output (a) is better at first sight, but output (B) is better."))
        .contains(Preference.Choice.SECOND);
    assertThat(Preference.parse("Output (a)")).contains(Preference.Choice.FIRST);
    assertThat(Preference.parse("Output (a) is short.")).isEmpty();
    assertThat(Preference.parse("")).isEmpty();
  }
}
