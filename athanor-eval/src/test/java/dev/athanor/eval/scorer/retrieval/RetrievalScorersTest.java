package dev.athanor.eval.scorer.retrieval;

import static dev.athanor.eval.scorer.fixture.Samples.reason;
import static dev.athanor.eval.scorer.fixture.Samples.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.athanor.eval.scorer.Evidence;
import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.eval.scorer.Trail;
import dev.athanor.eval.scorer.fixture.Samples;
import dev.athanor.eval.scorer.retrieval.RetrievalScorers.By;
import dev.athanor.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class RetrievalScorersTest {
  private static Sample sample(String metadata, Evidence... found) {
    var trail = new Trail(List.of(), Optional.empty(), Optional.of(List.of(found)), 1, 1, Optional.empty(),
        Optional.empty(), Optional.empty());
    return new Sample(Samples.given(Optional.empty(), (ObjectNode) Json.parse(metadata)), Output.text(""),
        trail);
  }

  private static Evidence[] documents(String... names) {
    return Arrays.stream(names)
        .map(each -> new Evidence(each + "#1", each, "", Optional.empty(), Optional.empty()))
        .toArray(Evidence[]::new);
  }

  private static Evidence place(int start, int end) {
    return new Evidence(start + "-" + end, "a", "", Optional.of(start), Optional.of(end));
  }

  @Test
  void withoutRelevantIdsThereIsNoScore() {
    assertThat(reason(RetrievalScorers.recall(5, By.DOCUMENT), sample("{}", documents("a")))).isEqualTo(
        "case \"c1\" names nothing relevant, which recall@5 needs; give its metadata a member relevant with ids, or with"
            + " ids and grades above 0");
    assertThat(reason(SpanScorers.of(SpanScorers.Part.IOU, 1), sample("{\"spans\": []}")))
        .contains("has no spans");
  }

  @Test
  void nothingFoundIsTheWorst() {
    Sample nothing = sample("{\"relevant\": \"a\"}");
    assertThat(value(RetrievalScorers.hit(5, By.DOCUMENT), nothing)).isZero();
    assertThat(value(RetrievalScorers.reciprocalRank(By.DOCUMENT), nothing)).isZero();
    assertThat(value(RetrievalScorers.ndcg(5, By.DOCUMENT), nothing)).isZero();
  }

  @Test
  void aRankingIsMeasuredAsItsBookSays() {
    Sample sample = sample("{\"relevant\": [\"a\", \"b\", \"z\"]}", documents("x", "a", "a", "y", "b"));
    assertThat(value(RetrievalScorers.hit(1, By.DOCUMENT), sample)).isZero();
    assertThat(value(RetrievalScorers.hit(2, By.DOCUMENT), sample)).isEqualTo(1);
    assertThat(value(RetrievalScorers.recall(5, By.DOCUMENT), sample)).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(value(RetrievalScorers.precision(5, By.DOCUMENT), sample)).isEqualTo(0.4);
    assertThat(value(RetrievalScorers.reciprocalRank(By.DOCUMENT), sample)).isEqualTo(0.5);
    assertThat(value(RetrievalScorers.averagePrecision(By.DOCUMENT), sample))
        .isCloseTo((1 / 2.0 + 2 / 4.0) / 3, within(1e-12));
    assertThat(value(RetrievalScorers.hit(5, By.PASSAGE), sample)).isZero();
  }

  /** The worked example of Wikipedia's article on discounted cumulative gain: 3, 2, 3, 0, 1, 2 of six judged documents. */
  @Test
  void gradesAreDiscounted() {
    Sample sample =
        sample("{\"relevant\": {\"d1\": 3, \"d2\": 2, \"d3\": 3, \"d4\": 0, \"d5\": 1, \"d6\": 2}}",
            documents("d1", "d2", "d3", "d4", "d5", "d6"));
    assertThat(value(RetrievalScorers.ndcg(6, By.DOCUMENT), sample)).isCloseTo(0.961, within(5e-4));
  }

  @Test
  void charactersAreCountedAgainstSpans() {
    Sample sample = sample("{\"spans\": [{\"document\": \"a\", \"start\": 10, \"end\": 20}]}", place(0, 15),
        place(5, 15));
    assertThat(value(SpanScorers.of(SpanScorers.Part.RECALL, 5), sample)).isEqualTo(0.5);
    assertThat(value(SpanScorers.of(SpanScorers.Part.PRECISION, 5), sample)).isEqualTo(0.2);
    assertThat(value(SpanScorers.of(SpanScorers.Part.IOU, 5), sample)).isCloseTo(5 / 30.0, within(1e-12));
    assertThat(value(SpanScorers.of(SpanScorers.Part.PRECISION, 1), sample)).isCloseTo(5 / 15.0,
        within(1e-12));
    assertThat(reason(SpanScorers.of(SpanScorers.Part.IOU, 5),
        sample("{\"spans\": [{\"document\": \"a\", \"start\": 1, \"end\": 2}]}", documents("a"))))
        .contains("does not say where in its document it stands");
  }

  @Test
  void whatWasFoundIsUnscoredWhereItIsNotKnown() {
    Sample known =
        sample("{\"relevant\": \"d1\", \"spans\": [{\"document\": \"d1\", \"start\": 0, \"end\": 4}]}");
    Sample unknown = new Sample(known.given(), known.output(), known.trail().opaque());
    for (Scorer scorer : List.of(RetrievalScorers.recall(5, By.DOCUMENT),
        SpanScorers.of(SpanScorers.Part.IOU, 5))) {
      assertThat(value(scorer, known)).isZero();
      assertThat(reason(scorer, unknown)).isEqualTo("which passages were found is not known, which "
          + scorer.metric().name() + " needs; recorded outputs tell of them by found");
    }
  }
}
