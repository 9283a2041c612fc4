package dev.athanor.knowledge.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerSpansTest {
  @Test
  void words_of_the_question_alone_are_no_answer_but_what_stands_beside_them_is() {
    List<String> spans = spans("When did the treaty end the war?",
        "The treaty of Osnabrück ended the war on 24 October 1648.");
    assertThat(spans).contains("24 October 1648", "1648", "Osnabrück").doesNotContain("treaty", "war",
        "The treaty");
  }

  @Test
  void spans_start_and_end_with_words_that_mean_something() {
    for (String span : spans("What?", "It was, of course, in the north of the country (near Kiel).")) {
      assertThat(span).doesNotStartWith("of").doesNotStartWith("the ").doesNotStartWith(",")
          .doesNotEndWith(" of")
          .doesNotEndWith(" the").doesNotEndWith(",").doesNotContain("(");
    }
  }

  @Test
  void numbers_with_their_signs_stay_whole() {
    assertThat(spans("How much?", "It cost $3.50, or 12.5% of the 1,000,000 pounds, in 1990–1991."))
        .contains("$3.50", "12.5%", "1,000,000", "1,000,000 pounds", "1990–1991")
        .doesNotContain("3", "50", "5%");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "...", "😀", "the of and", "\ud83d", "مرحبا بالعالم", "a\u0000b"})
  void no_sentence_breaks_it(String sentence) {
    for (var each : new AnswerSpans(question("Who was it?"), sentence).all()) {
      assertThat(each.span().of(sentence)).isNotBlank();
      assertThat(each.features().values()).allSatisfy(value -> assertThat(value).isFinite());
    }
  }

  private static List<String> spans(String question, String sentence) {
    return new AnswerSpans(question(question), sentence).all().stream().map(each -> each.span().of(sentence))
        .toList();
  }

  private static Question question(String text) {
    Map<String, Double> weights = new LinkedHashMap<>();
    dev.athanor.knowledge.analysis.IndexedWord.of(text).forEach(word -> weights.put(word.form(), 1.0));
    return new Question(text, QuestionKind.of(text), weights, "");
  }
}
