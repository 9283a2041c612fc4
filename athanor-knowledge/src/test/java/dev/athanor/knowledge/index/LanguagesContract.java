package dev.athanor.knowledge.index;

import static dev.athanor.knowledge.index.TestKnowledge.document;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.Attributes;
import dev.athanor.document.Principals;
import dev.athanor.document.Readers;
import dev.athanor.knowledge.analysis.IndexedWord;
import dev.athanor.knowledge.analysis.Language;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.embed.WordsEmbedder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How every index searches documents of several languages, whatever it is kept in. */
public abstract class LanguagesContract {
  private final WordsEmbedder embedder = new WordsEmbedder();
  private KnowledgeIndex index;
  private Snapshot snapshot;

  /** An empty index. */
  protected abstract KnowledgeIndex open();

  @BeforeEach
  void fill() {
    index = open();
    snapshot = index.snapshot(TestKnowledge.commit(index, embedder,
        in("de", "haus", "Die Häuser am Hafen haben lange Kündigungsfristen."),
        in("en", "house", "The houses at the harbour have notice periods."),
        in("ja", "ie", "東京都の港に家があります。"),
        in("is", "hus", "Húsin við höfnina eru gömul."),
        document("unknown", "U", "Old houses again."),
        document("kanji", "K", "港町東京"),
        read(in("fr", "maison", "Les maisons du port."), "anna")).name(), Principals.ANYBODY);
  }

  @AfterEach
  void close() {
    snapshot.close();
    index.close();
  }

  @Test
  void a_word_finds_other_forms_of_it_in_the_language_of_the_document() {
    assertThat(found("Kündigungsfrist")).containsExactly("haus");
    assertThat(found("Haus")).containsExactly("haus");
    assertThat(found("house")).containsExactly("house", "unknown");
    assertThat(found("húsin")).containsExactly("hus");
    assertThat(found("notice Kündigungsfrist")).containsExactly("haus", "house");
  }

  @Test
  void characters_are_found_in_pairs_also_where_no_language_was_told() {
    assertThat(found("東京")).containsExactly("ie", "kanji");
    assertThat(found("港町")).containsExactly("kanji");
    assertThat(found("京東")).isEmpty();
  }

  @Test
  void stop_words_of_a_language_find_nothing_in_it() {
    assertThat(found("die am haben")).isEmpty();
    assertThat(found("the at and")).isEmpty();
  }

  @Test
  void a_chunk_says_by_whose_rules_it_was_cut_and_a_snapshot_by_whose_rules_any_was() {
    Candidate haus = snapshot.candidates(Probe.keyword("Hafen"), 9).getFirst();
    assertThat(snapshot.chunk(haus).language()).isEqualTo(new Language("de"));
    assertThat(snapshot.languages()).contains(new Language("de"), Language.ENGLISH, new Language("cjk"),
        new Language("und")).doesNotContain(new Language("fr"));
  }

  @Test
  void words_count_in_the_language_they_are_in_and_for_who_may_read_them() {
    assertThat(snapshot.occurrences(word("de", "Häuser"))).isEqualTo(1);
    assertThat(snapshot.occurrences(word("en", "houses"))).isEqualTo(2);
    assertThat(snapshot.occurrences(word("fr", "maison"))).isZero();
    assertThat(found("maison")).isEmpty();
    try (Snapshot annas = index.snapshot(snapshot.name(), Principals.of(List.of("anna")))) {
      assertThat(annas.occurrences(word("fr", "maison"))).isEqualTo(1);
      assertThat(annas.candidates(Probe.keyword("maison"), 9)).hasSize(1);
    }
  }

  private static IndexedWord word(String language, String text) {
    return new Language(language).words(text).getFirst();
  }

  private List<String> found(String query) {
    return snapshot.candidates(Probe.keyword(query), 20).stream()
        .map(each -> snapshot.chunk(each).document().value()).sorted().toList();
  }

  private static ChunkedDocument in(String language, String id, String text) {
    ChunkedDocument plain = document(id, "T", text);
    return with(plain, new Attributes(Optional.empty(), Map.of("language", language), Optional.empty()));
  }

  private static ChunkedDocument read(ChunkedDocument open, String reader) {
    return with(open, new Attributes(Optional.empty(), Map.of(), Optional.of(new Readers(Set.of(reader)))));
  }

  private static ChunkedDocument with(ChunkedDocument plain, Attributes attributes) {
    return new ChunkedDocument(plain.document().with(attributes), plain.sections(), plain.chunks());
  }
}
