package dev.athanor.knowledge.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionKindTest {
  @ParameterizedTest
  @CsvSource({"Who built the furnace?,PERSON", "By whom was it built?,PERSON", "When did it burn?,TIME",
      "In what year did it burn?,TIME", "How many bricks does it have?,NUMBER",
      "What percentage is ash?,NUMBER",
      "Where does it stand?,PLACE", "In which city does it stand?,PLACE", "Why does it burn?,REASON",
      "How does it keep its heat?,REASON", "What does it burn?,THING", "Name the fuel.,THING",
      "furnace fuel,THING", "'',THING",
      "WHAT YEAR was it?,TIME", "What did the man who built it burn?,THING"})
  void the_first_question_word_tells_what_is_asked_for(String question, QuestionKind kind) {
    assertThat(QuestionKind.of(question)).isEqualTo(kind);
  }
}
