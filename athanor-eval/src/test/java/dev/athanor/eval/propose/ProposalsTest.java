package dev.athanor.eval.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.eval.dataset.Case;
import dev.athanor.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProposalsTest {
  private static Section section(String document, List<String> headings, String... sentences) {
    return section(document, "Handbook", "en", headings, sentences);
  }

  private static Section section(String document, String title, String language, List<String> headings,
      String... sentences) {
    List<Section.Sentence> all = new ArrayList<>();
    int at = 100;
    for (String each : sentences) {
      all.add(new Section.Sentence(each, at, at + each.length()));
      at += each.length() + 1;
    }
    return new Section(document, title, headings, Optional.of(language), all);
  }

  private static String question(Case given) {
    return given.input().stringValue();
  }

  private static String answer(Case given) {
    return given.reference().orElseThrow().stringValue();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      Every employee has 28 days of paid leave in a calendar year.     | 28
      The first office was opened on 4 March 1998 in the old harbour.  | 4 March 1998
      About 12.5 % of all requests are answered within the first hour. | 12.5 %
      The archive was founded by Grace Hopper long before the move.    | Grace Hopper
      """)
  void aGapIsADateANumberOrAName(String sentence, String gap) {
    Case cloze = ClozeQuestions.of(List.of(section("d", List.of(), sentence))).getFirst();
    assertThat(answer(cloze)).isEqualTo(gap);
    assertThat(question(cloze)).isEqualTo("What is missing here? " + sentence.replace(gap, "____"));
    assertThat(cloze.context()).containsExactly(sentence);
    assertThat(cloze.cluster()).contains("d");
    assertThat(cloze.metadata())
        .isEqualTo(Json.parse("{\"kind\": \"cloze\", \"relevant\": [\"d\"], \"spans\":"
            + " [{\"document\": \"d\", \"start\": 100, \"end\": " + (100 + sentence.length()) + "}]}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"It has 28 days of paid leave in every calendar year.", "There are 28 days.",
      "every employee has 28 days of paid leave in a calendar year.",
      "Every employee has paid leave in a calendar year, as the law says.",
      "Whoever has 28 days of leave keeps the 28 days until the end of March.",
      "Every employee has 28 days of paid leave in a calendar year",
      "The value of x^2 is 28 = {a} for all of the elements here."})
  void aSentenceThatDoesNotStandAloneOrHasNoSingleGapIsNone(String sentence) {
    assertThat(ClozeQuestions.of(List.of(section("d", List.of(), sentence)))).isEmpty();
  }

  @Test
  void aGapThatTheHeadingGivesAwayIsNone() {
    String sentence = "The mission began in 1969 and ended after eight long days.";
    assertThat(ClozeQuestions.of(List.of(section("d", List.of("1969"), sentence)))).isEmpty();
    assertThat(ClozeQuestions.of(List.of(section("d", List.of("Mission"), sentence)))).hasSize(1);
  }

  @Test
  void aHeadingIsAskedForAndTheBeginningOfItsTextAnswers() {
    String lead = "An employee who is ill tells the team lead before nine in the morning.";
    Case asked = HeadingQuestions
        .of(List.of(section("d", List.of("Leave", "2.1 Sick leave:"), lead, "x ".repeat(200))))
        .getFirst();
    assertThat(question(asked)).isEqualTo("What does \"Leave\" say about \"Sick leave\"?");
    assertThat(answer(asked)).isEqualTo(lead);
    assertThat(asked.metadata().path("heading").stringValue()).isEqualTo("Leave > 2.1 Sick leave:");
    assertThat(question(
        HeadingQuestions.of(List.of(section("d", "Urlaub", "de-AT", List.of("Krankheit"), lead))).getFirst()))
        .isEqualTo("Was steht unter „Urlaub“ zu „Krankheit“?");
    assertThat(question(
        HeadingQuestions.of(List.of(section("d", List.of("How do I call in sick?"), lead))).getFirst()))
        .isEqualTo("How do I call in sick?");
  }

  @Test
  void aHeadingThatSaysNothingOrStandsTwiceIsNotAskedFor() {
    String text = "An employee who is ill tells the team lead before nine in the morning.";
    assertThat(HeadingQuestions.of(List.of(section("d", List.of("Introduction"), text),
        section("d", List.of("Rules"), text), section("e", List.of("Rules"), text),
        section("d", List.of("Short"), "Too short."), section("d", List.of("The Handbook"), text),
        section("d", List.of("Figures"),
            "of a line that was cut, and so no sentence at its beginning. " + text))))
        .isEmpty();
  }

  @Test
  void whatSeveralDocumentsSayAlikeIsRelevantInAllAndWhatTheySayDifferentlyIsNotAsked() {
    String same = "Every employee has 28 days of paid leave in a calendar year.";
    List<Case> proposed =
        ClozeQuestions.of(List.of(section("d", List.of(), same), section("e", List.of(), same),
            section("d", List.of(), "Trains are booked 14 days before the journey by the team."),
            section("e", List.of(), "Trains are booked 21 days before the journey by the team.")));
    List<Case> chosen = new Proposals(10).choose(proposed, List.of());
    assertThat(chosen).hasSize(1);
    assertThat(chosen.getFirst().metadata().path("relevant").toString()).isEqualTo("[\"d\",\"e\"]");
    assertThat(chosen.getFirst().metadata().path("spans").size()).isEqualTo(2);
  }

  @Test
  void theyAreSpreadOverDocumentsAndNothingIsProposedTwiceNorNearly() {
    List<Section> sections = new ArrayList<>();
    for (int document = 0; document < 5; document++) {
      for (int i = 0; i < 20; i++) {
        sections.add(section("d" + document, List.of(),
            word(document * 20 + i) + " counted " + (1000 + document * 20 + i)
                + " of the " + word(document * 20 + i + 31) + " stones near the "
                + word(document * 20 + i + 57) + " river."));
      }
    }
    List<Case> all = ClozeQuestions.of(sections);
    List<Case> chosen = new Proposals(10).choose(all, List.of());
    assertThat(chosen).hasSize(10);
    assertThat(chosen.stream().map(Case::unit).distinct()).hasSize(5);
    assertThat(new Proposals(10).choose(all.reversed(), List.of())).isEqualTo(chosen);
    assertThat(new Proposals(10).choose(all, chosen)).hasSize(10).doesNotContainAnyElementsOf(chosen);
    Case nearly = ClozeQuestions.of(List.of(section("z", List.of(),
        question(chosen.getFirst()).substring("What is missing here? ".length()).replace("____", "77"))))
        .getFirst();
    assertThat(new Proposals(10).choose(List.of(nearly), chosen)).isEmpty();
    assertThat(Proposals.spread(sections, 7).stream().map(Section::document).distinct()).hasSize(5);
  }

  private static String word(int seed) {
    StringBuilder word = new StringBuilder();
    for (int rest = seed * 7919 + 104_729; rest > 0; rest /= 26) {
      word.append((char) ('a' + rest % 26));
    }
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
