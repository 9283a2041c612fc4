package dev.athanor.eval.scorer.text;

import static dev.athanor.eval.scorer.fixture.Samples.reason;
import static dev.athanor.eval.scorer.fixture.Samples.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.athanor.eval.scorer.Output;
import dev.athanor.eval.scorer.Sample;
import dev.athanor.eval.scorer.Scorer;
import dev.athanor.eval.scorer.Trail;
import dev.athanor.eval.scorer.fixture.Samples;
import dev.athanor.eval.scorer.text.NumericScorer.Pick;
import dev.athanor.eval.scorer.text.TextScorers.Part;
import dev.athanor.eval.scorer.text.TextScorers.Wanted;
import dev.athanor.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextScorersTest {
  @Test
  void withoutAReferenceThereIsNoScoreAndItSaysWhy() {
    for (Scorer each : List.of(TextScorers.exact(false), TextScorers.tokenF1(), TextScorers.bleu(),
        TextScorers.rouge(1, false, Part.F1), TextScorers.contains(List.of(), Wanted.ALL, false))) {
      String name = each.metric().name();
      assertThat(reason(each, Samples.of("x"))).isEqualTo("case \"c1\" has no reference, which " + name
          + " compares with; give it one, or leave " + name + " out for such cases");
    }
  }

  @Test
  void ofSeveralReferencesTheBestCounts() {
    assertThat(value(TextScorers.exact(false), Samples.of(" Paris ", "London", "Paris"))).isEqualTo(1);
    assertThat(value(TextScorers.exact(false), Samples.of("paris", "London", "Paris"))).isEqualTo(0);
    assertThat(value(TextScorers.exact(true), Samples.of("paris", "London", "Paris"))).isEqualTo(1);
    assertThat(value(TextScorers.tokenF1(), Samples.of("the city of Paris", "London", "Paris")))
        .isEqualTo(0.5);
  }

  @Test
  void normalisationIsThatOfSquad() {
    assertThat(Words.normalised("The  Cat's\u00a0pyjamas, an “A” theory!"))
        .isEqualTo("cats pyjamas “ ” theory");
    assertThat(Words.normalised("  the a an ")).isEmpty();
    assertThat(value(TextScorers.normalised(), Samples.of("The Beatles!", "beatles"))).isEqualTo(1);
    assertThat(value(TextScorers.normalised(), Samples.of("", "the"))).isEqualTo(1);
  }

  @Test
  void textsAreContainedAllAnyOrNone() {
    List<String> texts = List.of("Öl", "tea");
    Sample sample = Samples.of("ÖL and coffee");
    assertThat(value(TextScorers.contains(texts, Wanted.ANY, true), sample)).isEqualTo(1);
    assertThat(value(TextScorers.contains(texts, Wanted.ALL, true), sample)).isEqualTo(0);
    assertThat(value(TextScorers.contains(texts, Wanted.NONE, false), sample)).isEqualTo(1);
    assertThat(value(TextScorers.startsWith(true), Samples.of("Yes, because", "yes"))).isEqualTo(1);
    assertThat(value(TextScorers.regex(Pattern.compile("\\d+"), false), Samples.of("in 1999"))).isEqualTo(1);
    assertThat(value(TextScorers.regex(Pattern.compile("\\d+"), true), Samples.of("in 1999"))).isEqualTo(0);
  }

  @Test
  void anAbstentionIsRightWhereTheCaseHasNoAnswer() {
    var unanswerable = Samples.given(Optional.empty(), Json.object().put("answerable", false));
    var abstained = new Output("", Optional.empty(), true, List.of());
    assertThat(value(TextScorers.abstention(), new Sample(unanswerable, abstained, Trail.UNKNOWN)))
        .isEqualTo(1);
    assertThat(value(TextScorers.abstention(), new Sample(unanswerable, Output.text("42"), Trail.UNKNOWN)))
        .isZero();
    assertThat(reason(TextScorers.abstention(), Samples.of("x")))
        .contains("does not say answerable: true or false");
  }

  @ParameterizedTest
  @CsvSource(textBlock = """
      5 km,                      5 miles,     0
      1 hour,                    1 minute,    0
      60 minutes,                1 hour,      1
      5 furlongs,                5 km,        0
      5,                         5 km,        1
      5 in total,                5 km,        1
      8.04672 KM,                5 miles,     1
      12 inches,                 1 foot,      1
      16 ounces,                 1 lb,        1
      5 km/h,                    5 km,        0
      36 km/h,                   10 m/s,      1
      Zwei Tage sind 48 Stunden, 2 days,      1
      3 apples,                  3,           1
      3,                         3 apples,    1
      from 2019-2020,            2020,        1
      GPT-2020,                  2020,        1
      it fell to -3,             -3,          1
      """)
  void aUnitCountsWhereTheReferenceHasOneAndAHyphenIsNoSign(String said, String right, double score) {
    assertThat(value(new NumericScorer(0, 1e-9, Pick.LAST, false), Samples.of(said, right))).isEqualTo(score);
  }

  @Test
  void numbersAreComparedByValueToleranceAndUnit() {
    var strict = new NumericScorer(0, 0, Pick.LAST, false);
    assertThat(value(strict, Samples.of("3 + 4 makes 1,234.50", "1234.5"))).isEqualTo(1);
    assertThat(value(strict, Samples.of("It is −5 °C", "-5 °C"))).isEqualTo(1);
    assertThat(value(strict, Samples.of("1.5 km", "1500 m"))).isEqualTo(1);
    assertThat(value(strict, Samples.of("5 s", "5 m"))).isZero();
    assertThat(value(strict, Samples.of("$5", "5 USD"))).isEqualTo(1);
    assertThat(value(strict, Samples.of("none", "5"))).isZero();
    assertThat(value(new NumericScorer(0, 0, Pick.FIRST, false), Samples.of("7 of 9", "7"))).isEqualTo(1);
    assertThat(value(new NumericScorer(0, 0, Pick.ANY, false), Samples.of("1, 7 and 9", "7"))).isEqualTo(1);
    assertThat(value(new NumericScorer(0, 0.01, Pick.LAST, false), Samples.of("101", "100"))).isEqualTo(1);
    assertThat(value(new NumericScorer(0, 0.01, Pick.LAST, false), Samples.of("102", "100"))).isZero();
    assertThat(value(new NumericScorer(2, 0, Pick.LAST, true), Samples.of("1.234,5", "1.236"))).isEqualTo(1);
    assertThat(reason(strict, Samples.of("5", "five"))).isEqualTo(
        "the reference \"five\" has no number; expected one, such as 12.5 or 3 km");
  }

  /** The values of google-research's rouge_scorer_test.py. */
  @Test
  void rougeIsThatOfItsReferenceImplementation() {
    assertThat(value(TextScorers.rouge(1, false, Part.PRECISION), Samples.of("testing", "testing one two")))
        .isEqualTo(1);
    assertThat(value(TextScorers.rouge(1, false, Part.RECALL), Samples.of("testing", "testing one two")))
        .isCloseTo(1 / 3.0, within(1e-12));
    assertThat(value(TextScorers.rouge(1, false, Part.F1), Samples.of("testing", "testing one two")))
        .isEqualTo(0.5);
    assertThat(value(TextScorers.rouge(2, false, Part.F1), Samples.of("testing one", "testing one two")))
        .isCloseTo(2 / 3.0, within(1e-12));
    assertThat(value(TextScorers.rouge(0, false, Part.F1), Samples.of("testing two", "testing one two")))
        .isCloseTo(0.8, within(1e-12));
    assertThat(value(TextScorers.rouge(0, false, Part.F1), Samples.of("", "testing one two"))).isZero();
    assertThat(value(TextScorers.rouge(1, true, Part.F1), Samples.of("tested", "testing"))).isEqualTo(1);
    assertThat(reason(TextScorers.rouge(1, false, Part.F1), Samples.of("東京", "東京"))).contains("use token-f1");
  }

  /** The value of sacrebleu's README: BLEU = 48.53 for these three sentences and two sets of references. */
  @Test
  void bleuIsThatOfSacrebleu() {
    Bleu bleu = new Bleu()
        .add("The dog bit the man.", List.of("The dog bit the man.", "The dog had bit the man."))
        .add("It wasn't surprising.", List.of("It was not unexpected.", "No one was surprised."))
        .add("The man had just bitten him.",
            List.of("The man bit him first.", "The man had bitten the dog."));
    assertThat(bleu.value()).isCloseTo(0.485308270099299, within(1e-12));
    assertThat(value(TextScorers.bleu(), Samples.of("Yes.", "Yes."))).isCloseTo(1, within(1e-12));
    assertThat(value(TextScorers.bleu(), Samples.of("", "Yes."))).isZero();
  }

  @Test
  void editsAreCountedInCodePoints() {
    assertThat(Edits.distance(Edits.characters("kitten"), Edits.characters("sitting"))).isEqualTo(3);
    assertThat(value(TextScorers.editSimilarity(), Samples.of("🏖️a", "🏖️b"))).isCloseTo(2 / 3.0,
        within(1e-12));
    assertThat(value(TextScorers.editSimilarity(), Samples.of("", ""))).isEqualTo(1);
    assertThat(value(TextScorers.wordCount(), Samples.of("Zwei Wörter, 東京 42."))).isEqualTo(4);
    assertThat(value(TextScorers.length(1, 3), Samples.of("one two three four"))).isZero();
  }
}
