package dev.athanor.knowledge.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentencesTest {

  @Test
  void sentences_end_at_stops_and_not_at_abbreviations_initials_or_ordinals() {
    assertThat(sentences("Dr. Smith met J. K. Rowling. He paid $3.5 million! (See fig. 3.) Why?"))
        .containsExactly("Dr. Smith met J. K. Rowling.", "He paid $3.5 million!", "(See fig. 3.)", "Why?");
    assertThat(sentences("Am 3. Oktober, z.B. um 5 Uhr, kam Hr. Maier. Er blieb bis 1984. Dann ging er."))
        .containsExactly("Am 3. Oktober, z.B. um 5 Uhr, kam Hr. Maier.", "Er blieb bis 1984.",
            "Dann ging er.");
  }

  @Test
  void sentences_are_found_in_scripts_without_spaces_or_from_right_to_left() {
    assertThat(sentences("这是第一句。这是第二句!好吗?")).hasSize(3);
    assertThat(sentences("مرحبا بالعالم. كيف حالك؟ أنا بخير.")).containsExactly("مرحبا بالعالم.", "كيف حالك؟",
        "أنا بخير.");
  }

  @Test
  void a_quoted_stop_stays_with_its_quote() {
    assertThat(sentences("He said \"Stop.\" Then he left.")).containsExactly("He said \"Stop.\"",
        "Then he left.");
  }

  @Test
  void only_the_given_stretch_is_looked_at() {
    String text = "One. Two. Three.";
    assertThat(Sentences.in(text, new Span(5, 9))).containsExactly(new Span(5, 9));
    assertThat(Sentences.in(text, new Span(4, 4))).isEmpty();
  }

  private static List<String> sentences(String text) {
    return Sentences.in(text, new Span(0, text.length())).stream().map(span -> span.of(text)).toList();
  }
}
