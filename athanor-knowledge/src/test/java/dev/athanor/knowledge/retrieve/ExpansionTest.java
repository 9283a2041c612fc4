package dev.athanor.knowledge.retrieve;

import static dev.athanor.knowledge.index.TestKnowledge.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.athanor.document.Attributes;
import dev.athanor.document.Principals;
import dev.athanor.document.Readers;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.embed.WordsEmbedder;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.index.TestKnowledge;
import dev.athanor.knowledge.index.lucene.LuceneIndex;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpansionTest {
  private static final RetrievalSettings PLAIN = RetrievalSettings.STANDARD.in(Mode.KEYWORD);
  private static final RetrievalSettings EXPANDED = PLAIN.with(new ExpansionSettings(2, 9, 0.5));

  @TempDir
  private Path folder;
  private KnowledgeIndex index;
  private SnapshotName name;

  @BeforeEach
  void fill() {
    index = LuceneIndex.open(folder);
    ChunkedDocument secret =
        document("secret", "S", "The wage of a smelter is a florin; a smelter drinks mead.");
    secret =
        new ChunkedDocument(secret.document().with(new Attributes(Optional.empty(), Map.of(), Optional.of(
            new Readers(Set.of("anna"))))), secret.sections(), secret.chunks());
    name = TestKnowledge.commit(index, new WordsEmbedder(),
        document("a", "A", "A smelter tends the furnace and the bellows."),
        document("b", "B", "Bellows blow air to the furnace."),
        document("c", "C", "The harbour has a tavern with mead."),
        secret).name();
  }

  @AfterEach
  void close() {
    index.close();
  }

  private Retrieval search(RetrievalSettings settings, Principals asking) {
    return new Retriever(index, new WordsEmbedder())
        .retrieve(new RetrieveRequest(name, "smelter", settings).as(asking));
  }

  private static List<String> documents(Retrieval found) {
    return found.hits().stream().map(hit -> hit.place().document()).toList();
  }

  @Test
  void an_expanded_question_finds_what_stands_with_its_words_and_tells_by_which_words() {
    assertThat(documents(search(PLAIN, Principals.ANYBODY))).containsExactly("a");
    assertThat(search(PLAIN, Principals.ANYBODY).explanation()).isEmpty();
    Retrieval found = search(EXPANDED, Principals.ANYBODY);
    assertThat(documents(found)).containsExactly("a", "b");
    List<Explanation.Word> words = found.explanation().orElseThrow().words();
    assertThat(words.getFirst()).satisfies(word -> assertThat(word.form()).isEqualTo("smelter"))
        .satisfies(word -> assertThat(word.asked()).isTrue());
    assertThat(words).extracting(Explanation.Word::form).contains("furnac", "bellow").hasSize(4);
    assertThat(words.stream().mapToDouble(Explanation.Word::weight).sum()).isCloseTo(1, within(1e-5));
    assertThat(search(EXPANDED, Principals.ANYBODY)).isEqualTo(found);
  }

  @Test
  void words_come_only_from_what_the_one_who_asks_may_find() {
    assertThat(documents(search(EXPANDED, Principals.ANYBODY))).doesNotContain("c");
    assertThat(search(EXPANDED, Principals.ANYBODY).explanation().orElseThrow().words())
        .extracting(Explanation.Word::form).doesNotContain("mead", "florin");
    assertThat(documents(search(EXPANDED, Principals.of(List.of("anna"))))).contains("secret", "c");
    assertThat(documents(search(EXPANDED.among("-path:secret"), Principals.OPERATOR))).doesNotContain("c",
        "secret");
  }

  @Test
  void words_and_scores_are_the_same_whatever_language_what_is_hidden_is_in() {
    ChunkedDocument german = document("german", "G", "Der Ofen und die Blasebälge.");
    german = new ChunkedDocument(german.document().with(new Attributes(Optional.empty(),
        Map.of("language", "de"), Optional.of(new Readers(Set.of("anna"))))), german.sections(),
        german.chunks());
    Retrieval before = search(EXPANDED, Principals.ANYBODY);

    name = TestKnowledge.commit(index, new WordsEmbedder(), german).name();

    Retrieval after = search(EXPANDED, Principals.ANYBODY);
    assertThat(after.explanation()).isEqualTo(before.explanation());
    assertThat(after.hits()).isEqualTo(before.hits());
  }

  @Test
  void nothing_is_expanded_that_finds_nothing_and_settings_have_bounds() {
    var request = new RetrieveRequest(name, "unheard", EXPANDED);
    assertThat(new Retriever(index, new WordsEmbedder()).retrieve(request).hits()).isEmpty();
    assertThatThrownBy(() -> new ExpansionSettings(0, 5, 0.5)).hasMessageContaining(
        "retrieval.expansion.passages is 0; expected a whole number from 1 to 100");
    assertThatThrownBy(() -> new ExpansionSettings(5, 5, 2)).hasMessageContaining(
        "retrieval.expansion.weight is 2.0; expected a number from 0");
    assertThat(RetrievalSettings.CODEC.decode(RetrievalSettings.CODEC.encode(EXPANDED))).isEqualTo(EXPANDED);
  }
}
