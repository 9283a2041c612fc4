package dev.athanor.eval.scorer.grounding;

import static dev.athanor.eval.scorer.fixture.Samples.reason;
import static dev.athanor.eval.scorer.fixture.Samples.score;
import static dev.athanor.eval.scorer.fixture.Samples.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.eval.scorer.Evidence;
import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.Trail;
import dev.athanor.eval.scorer.fixture.Samples;
import dev.athanor.json.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroundingScorersTest {
  private static Sample sample(String said, String... context) {
    return new Sample(Samples.given(Optional.empty(), Json.object(), context), Output.text(said),
        Trail.UNKNOWN);
  }

  private static final String LEAVE = "Employees have 30 days of leave. The office in Zürich opens at 9:00.";

  @Test
  void withoutEvidenceOrAnAnswerThereIsNoScore() {
    assertThat(reason(GroundingScorers.claimSupport(0.6), sample("Thirty days.")))
        .isEqualTo("case \"c1\" has no context, and"
            + " no passage was found or cited, which claim-support compares with");
    assertThat(reason(GroundingScorers.claimSupport(0.6), sample(" ", LEAVE))).contains("says nothing");
    assertThat(reason(GroundingScorers.claimSupport(0.6), sample("# Leave", LEAVE)))
        .contains("claims nothing");
  }

  @Test
  void numbersTimesAndNamesThatTheEvidenceLacksFail() {
    assertThat(value(GroundingScorers.claimSupport(0.6), sample("Employees have 30 days of leave.", LEAVE)))
        .isEqualTo(1);
    assertThat(score(GroundingScorers.claimSupport(0.6), sample("Employees have 31 days of leave.", LEAVE)))
        .isEqualTo(Score.of(0, "\"Employees have 31 days of leave.\": not in the evidence: 31"));
    assertThat(
        value(GroundingScorers.claimSupport(0.6), sample("The office in Zürich opens at 9 am.", LEAVE)))
        .isEqualTo(1);
    assertThat(
        value(GroundingScorers.claimSupport(0.6), sample("The office in Zürich opens at 8 am.", LEAVE)))
        .isZero();
    assertThat(value(GroundingScorers.claimSupport(0.6), sample("The office in Bern opens at 9:00.", LEAVE)))
        .isZero();
  }

  @Test
  void yesNoAndNothingInJsonAreFacts() {
    Facts facts = Facts.of(Json.parse("{\"WiFi\": \"no\", \"OutdoorSeating\": true, \"Music\": null}"));
    assertThat(facts.fit(List.of("It has free Wi-Fi."))).isEqualTo(new Facts.Fit(1, 0));
    assertThat(facts.fit(List.of("There is no Wi-Fi."))).isEqualTo(new Facts.Fit(0, 0));
    assertThat(facts.fit(List.of("It does not have outdoor seating."))).isEqualTo(new Facts.Fit(1, 0));
    assertThat(facts.fit(List.of("It has live music."))).isEqualTo(new Facts.Fit(0, 1));
  }

  @Test
  void quotesAndCitationsAreLookedFor() {
    assertThat(value(GroundingScorers.quotes(),
        sample("It says “30 days of leave” and \"40 days of leave\".", LEAVE)))
        .isEqualTo(0.5);
    assertThat(reason(GroundingScorers.quotes(), sample("It says so.", LEAVE))).contains("quotes nothing");
    var invented = new Evidence("p9", "d9", "x", Optional.empty(), Optional.empty());
    var output = new Output("So it is [9].", Optional.empty(), false, List.of(invented));
    assertThat(reason(GroundingScorers.citations(), new Sample(sample("").given(), output, Trail.UNKNOWN)))
        .isEqualTo("which passages were found is not known, which citations needs; recorded outputs tell of"
            + " them by found");
    Trail nothing = new Trail(List.of(), Optional.empty(), Optional.of(List.of()), 1, 1, Optional.empty(),
        Optional.empty(), Optional.empty());
    assertThat(score(GroundingScorers.citations(), new Sample(sample("").given(), output, nothing)))
        .isEqualTo(Score.of(0, "not found: [p9]"));
    assertThat(score(GroundingScorers.citations(), sample("So it is.")))
        .isEqualTo(Score.of(0, "the answer cites nothing"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      has 13 days of leave     | Everyone has 13 days of leave, no more. | 1
      3 days of leave, no      | Everyone has 13 days of leave, no more. | 0
      has 13 days of lea       | Everyone has 13 days of leave, no more. | 0
      HAS — 13 days: of leave! | Everyone has 13 days of leave, no more. | 1
      leave in the first year  | 99 days of leave in the first year      | 1
      !!! ??? ... --- !!!      | Everyone has 13 days of leave, no more. | 0
      東京は日本の首都でありますので  | 昔から東京は日本の首都でありますので、人口が多い。  | 1
      """)
  void aQuoteStandsWhereItsWholeWordsDo(String quote, String passage, double score) {
    assertThat(value(GroundingScorers.quotes(), sample("It says \"" + quote + "\".", passage)))
        .isEqualTo(score);
  }

  @Test
  void aQuoteThatBeginsInOnePassageAndEndsInTheNextStandsInNeither() {
    assertThat(value(GroundingScorers.quotes(),
        sample("It says \"of leave. The office\".", "There are 30 days of leave.", "The office opens at 9.")))
        .isZero();
  }

  @Test
  void aCitationIsFoundWhereItsWholeWordsStandInThePassage() {
    assertThat(citations("13 days of leave")).isEqualTo(1);
    assertThat(citations("3 days of leave")).isZero();
    assertThat(citations("")).isZero();
    assertThat(citations("...")).isZero();
  }

  private static double citations(String cited) {
    Trail found = new Trail(List.of(), Optional.empty(),
        Optional.of(List.of(passage("Everyone has 13 days of leave."))), 1, 1, Optional.empty(),
        Optional.empty(),
        Optional.empty());
    var output = new Output("So it is [1].", Optional.empty(), false, List.of(passage(cited)));
    return value(GroundingScorers.citations(), new Sample(sample("").given(), output, found));
  }

  private static Evidence passage(String text) {
    return new Evidence("p1", "d1", text, Optional.empty(), Optional.empty());
  }

  @Test
  void theShippedWeightsDoubtAnInventedAnswerMore() {
    var likelihood = GroundingScorers.grounding(Optional.empty(), Optional.empty(), true);
    assertThat(value(likelihood, sample("Employees have 30 days of leave.", LEAVE)))
        .isGreaterThan(
            value(likelihood, sample("Staff may also buy extra holidays from Acme Corp for $400.", LEAVE)));
  }
}
