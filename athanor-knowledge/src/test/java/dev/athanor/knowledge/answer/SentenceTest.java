package dev.athanor.knowledge.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.knowledge.retrieve.Passage;
import dev.athanor.knowledge.retrieve.Place;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SentenceTest {
  @Test
  void quotes_are_the_documents_text_in_code_points_whatever_stands_before() {
    String before = "😀 Vorwort – مقدمة 🔥\n";
    String text = "Der Ofen 🔥 hält die Wärme. Er wird 😀 heiß!\n\nقال الفرن: حار. The end 🜂 of it.";
    int[] document = (before + text).codePoints().toArray();
    int start = before.codePointCount(0, before.length());
    List<Sentence> sentences = Sentence.of(source(start, text), 0);
    assertThat(sentences.stream().map(Sentence::text)).containsExactly("Der Ofen 🔥 hält die Wärme.",
        "Er wird 😀 heiß!",
        "قال الفرن: حار.", "The end 🜂 of it.");
    for (Sentence sentence : sentences) {
      for (Passage each : List.of(sentence.quoted(), sentence.passage(sentence.span()))) {
        assertThat(new String(document, each.start(), each.end() - each.start())).isEqualTo(each.text());
      }
    }
  }

  @Test
  void quotes_of_random_texts_are_exact() {
    var random = new Random(4);
    List<String> pieces = List.of("a", "Ä", " ", ". ", "\n", "\n\n", "😀", "ש", "ب", "e\u0301", "! ", "# ",
        "He ", "\r\n", "\u200f");
    for (int i = 0; i < 300; i++) {
      var text = new StringBuilder();
      for (int j = 0; j < 60; j++) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      int[] document = text.codePoints().toArray();
      for (Sentence sentence : Sentence.of(source(0, text.toString()), 0)) {
        Passage quoted = sentence.quoted();
        assertThat(new String(document, quoted.start(), quoted.end() - quoted.start()))
            .isEqualTo(quoted.text());
        assertThat(quoted.text()).isNotBlank().contains(sentence.text());
      }
    }
  }

  @Test
  void a_sentence_that_points_back_is_quoted_with_the_one_before_it_in_its_paragraph() {
    List<Sentence> sentences =
        Sentence.of(source(0, "Anna built it. She was ten.\n\nIt still burns. The wood is dry."), 0);
    assertThat(sentences.stream().map(each -> each.quoted().text())).containsExactly("Anna built it.",
        "Anna built it. She was ten.", "It still burns.", "The wood is dry.");
  }

  @Test
  void headings_and_items_are_no_part_of_the_sentences_beside_them() {
    List<Sentence> sentences = Sentence
        .of(source(0, "# The furnace\nIt burns\nall night.\n- one item\n- another item\n1. first"), 0);
    assertThat(sentences.stream().map(Sentence::text)).containsExactly("It burns\nall night.", "- one item",
        "- another item", "1. first");
  }

  @Test
  void headings_without_a_mark_are_known_by_their_place() {
    var place = new Place("d", "v", "The Furnace", List.of("History", "Of its fuel"));
    String text = "Of its fuel\n\nIt burns peat.\n\nThe Furnace\n\n#1 is peat.";
    var source = new Source(place, new Passage(0, text.length(), text), 1);
    assertThat(Sentence.of(source, 0).stream().map(Sentence::text)).containsExactly("It burns peat.",
        "#1 is peat.");
  }

  @Test
  void an_empty_source_has_no_sentence() {
    assertThat(Sentence.of(source(0, ""), 0)).isEmpty();
    assertThat(Sentence.of(source(0, " \n\n \t"), 0)).isEmpty();
  }

  private static Source source(int start, String text) {
    return new Source(new Place("d", "v", "t", List.of()),
        new Passage(start, start + text.codePointCount(0, text.length()), text),
        1);
  }
}
