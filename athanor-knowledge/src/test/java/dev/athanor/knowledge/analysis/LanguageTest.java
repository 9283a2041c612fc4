package dev.athanor.knowledge.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.Document;
import dev.athanor.document.DocumentId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
  @ParameterizedTest
  @CsvSource({"en,en", "en-GB,en", "DE,de", "pt-BR,pt", "pt_BR,pt", "nb,no", "zh-Hant-TW,cjk", "ja,cjk",
      "ko,cjk",
      "hr,sr", "is,und", "pl,und", "x-klingon,und"})
  void a_language_is_cut_by_its_own_rules_or_by_those_that_fit_any(String tag, String rules) {
    assertThat(Language.of(tag)).isEqualTo(new Language(rules));
  }

  @Test
  void a_document_says_its_language_else_its_script_does_and_the_rest_is_english_as_it_ever_was() {
    assertThat(Language.of(document("Kurz.", Map.of("language", "de-AT")))).isEqualTo(new Language("de"));
    assertThat(Language.of(document("東京の天気は晴れ OK", Map.of()))).isEqualTo(new Language("cjk"));
    assertThat(Language.of(document("서울", Map.of("language", " ")))).isEqualTo(new Language("cjk"));
    assertThat(Language.of(document("The sign says 東京.", Map.of()))).isEqualTo(Language.ENGLISH);
    assertThat(Language.of(document("Kurz.", Map.of()))).isEqualTo(Language.ENGLISH);
    assertThat(Language.of(document("", Map.of()))).isEqualTo(Language.ENGLISH);
  }

  @Test
  void words_lose_their_endings_by_the_rules_of_their_language_and_carry_its_mark() {
    assertThat(forms("de", "Die Häuser und die Verträge")).containsExactly("de@haus", "de@vertrag");
    assertThat(forms("fr", "L'avions des chevaux")).containsExactly("fr@avion", "fr@cheval");
    assertThat(forms("ru", "книги и столы")).containsExactly("ru@книг", "ru@стол");
    assertThat(forms("cjk", "東京都 OK")).containsExactly("cjk@東京", "cjk@京都", "cjk@ok");
    assertThat(forms("und", "Książki the and")).containsExactly("und@książki", "und@the", "und@and");
    assertThat(forms("en", "The houses")).containsExactly("hous");
    assertThat(Language.unmarked("de@haus")).isEqualTo("haus");
    assertThat(Language.unmarked("hous")).isEqualTo("hous");
    assertThat(List.of(Language.mark("de@haus"), Language.mark("hous"))).containsExactly("de@", "");
  }

  @Test
  void no_word_of_a_text_looks_like_one_of_another_language() {
    assertThat(forms("en", "de@haus en@house")).containsExactly("de", "hau", "en", "hous");
    assertThat(forms("de", "x".repeat(255)).getFirst()).hasSize(243);
  }

  @Test
  void a_question_has_the_words_of_every_language_that_is_searched_each_as_often_as_it_is_asked() {
    Asked asked = Asked.of("Häuser Haus house", List.of(new Language("de"), Language.ENGLISH));
    assertThat(asked.weights()).containsEntry("de@haus", 2f).containsEntry("hous", 1f)
        .containsEntry("de@hous", 1f).containsEntry("hau", 1f);
  }

  private static List<String> forms(String language, String text) {
    return new Language(language).words(text).stream().map(IndexedWord::form).toList();
  }

  private static Document document(String text, Map<String, String> metadata) {
    return Document.of(new DocumentId("a"), "A", "text/plain", text, List.of(), metadata);
  }
}
