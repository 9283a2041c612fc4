package dev.athanor.knowledge.index;

import dev.athanor.document.Principals;
import static dev.athanor.knowledge.index.TestKnowledge.document;
import static dev.athanor.knowledge.index.TestKnowledge.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.athanor.knowledge.analysis.IndexedWord;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.embed.WordsEmbedder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every index finds, whatever it is kept in. One index is made for all tests, which only read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class CandidatesContract {
  private static final int DOCUMENTS = 3_000;
  private static final WordsEmbedder EMBEDDER = new WordsEmbedder();

  private final Map<String, float[]> vectors = new HashMap<>();
  private KnowledgeIndex index;
  private Snapshot snapshot;

  /** The index of this class of tests: each call opens the same. */
  protected abstract KnowledgeIndex open();

  @BeforeAll
  void fill() {
    index = open();
    var random = new Random(11);
    try (IndexSession session = index.begin(EMBEDDER.version())) {
      for (int i = 0; i < DOCUMENTS; i++) {
        ChunkedDocument document = document("d" + i, "Title", words(random));
        put(session, EMBEDDER, document);
        vectors.put(document.chunks().getFirst().id().value(),
            EMBEDDER.embed(List.of(document.chunks().getFirst().passage())).getFirst());
      }
      snapshot = index.snapshot(session.commit("filled").name(), Principals.ANYBODY);
    }
  }

  @AfterAll
  void close() {
    snapshot.close();
    index.close();
  }

  @Test
  void vectors_find_what_exact_search_finds() {
    var random = new Random(12);
    int found = 0;
    for (int q = 0; q < 50; q++) {
      float[] query = EMBEDDER.embedQuery(words(random));
      List<String> exact = vectors.keySet().stream()
          .sorted(Comparator.comparingDouble((String id) -> -dot(query, vector(id))).thenComparing(
              id -> id))
          .limit(10)
          .toList();
      List<String> approximate = snapshot.candidates(Probe.dense(query), 50).stream()
          .sorted(Comparator.comparingInt(each -> each.dense().orElseThrow().rank())).limit(10)
          .map(each -> each.id().value()).toList();
      found += (int) exact.stream().filter(approximate::contains).count();
    }
    assertThat(found / 500.0).isGreaterThan(0.99);
  }

  @Test
  void scores_of_vectors_are_exact_and_ranks_follow_them() {
    float[] query = EMBEDDER.embedQuery("ember slag flux");
    List<Candidate> candidates = snapshot.candidates(Probe.hybrid("ember slag flux", query), 20);
    assertThat(candidates).hasSizeBetween(20, 40).isSortedAccordingTo(Comparator.comparing(Candidate::id));
    for (Candidate each : candidates) {
      assertThat(each.dense().orElseThrow().score()).isCloseTo(dot(query, vector(each.id().value())),
          within(1e-9));
    }
    List<Candidate> ordered = candidates.stream()
        .sorted(Comparator.comparingInt(each -> each.dense().orElseThrow().rank())).toList();
    assertThat(ordered.stream().map(each -> each.dense().orElseThrow().score())).isSortedAccordingTo(
        Comparator.reverseOrder());
    assertThat(ordered.stream().map(each -> each.dense().orElseThrow().rank()))
        .isEqualTo(IntStream.rangeClosed(1, ordered.size()).boxed().toList());
  }

  @Test
  void a_candidate_found_by_vector_only_has_its_exact_keyword_score() {
    float[] query = EMBEDDER.embedQuery("ember slag flux");
    Map<String, Double> all = new HashMap<>();
    for (Candidate each : snapshot.candidates(Probe.keyword("ember slag flux"), DOCUMENTS)) {
      all.put(each.id().value(), each.keyword().orElseThrow().score());
    }
    for (Candidate each : snapshot.candidates(Probe.hybrid("ember slag flux", query), 5)) {
      assertThat(each.keyword().orElseThrow().score()).isEqualTo(all.getOrDefault(each.id().value(), 0.0));
    }
  }

  @Test
  void the_same_question_has_the_same_answer_to_the_bit() {
    Probe probe = Probe.hybrid("ember slag", EMBEDDER.embedQuery("ember slag"));
    List<Candidate> first = snapshot.candidates(probe, 30);
    try (var again = open();
        Snapshot other = again.snapshot(snapshot.name(), Principals.ANYBODY)) {
      assertThat(other.candidates(probe, 30)).isEqualTo(first);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "the of and", "?!.,;", "+ember -slag \"flux", "ember AND (slag OR NOT",
      "passage: ember^2~",
      "[a TO z]", "*", "e\\", "😀", "\u0000", "\ud83d", "\u202eember flux"})
  void no_text_has_a_special_meaning_or_breaks_the_search(String text) {
    List<Candidate> candidates = snapshot.candidates(Probe.keyword(text), 10);
    boolean hasWord = text.contains("ember");
    assertThat(candidates.isEmpty()).isEqualTo(!hasWord);
  }

  @Test
  void of_ten_thousand_words_the_rarest_are_searched() {
    var text = new StringBuilder("ember ");
    for (int i = 0; i < 10_000; i++) {
      text.append("unheard").append(i).append(' ');
    }
    List<Candidate> candidates = snapshot.candidates(Probe.keyword(text.toString()), 10);
    assertThat(candidates).hasSize(10);
    assertThat(candidates).isEqualTo(snapshot.candidates(Probe.keyword("ember"), 10));
  }

  @Test
  void a_word_twice_in_the_question_counts_twice() {
    double once = best("ember");
    assertThat(best("ember ember")).isCloseTo(2 * once, within(1e-5));
  }

  @Test
  void words_are_found_in_the_form_in_which_they_are_indexed_and_where_they_stand() {
    List<IndexedWord> words = IndexedWord.of("The 🔥 embers' Unheard-of glow");
    assertThat(words).containsExactly(new IndexedWord("🔥", 4, 6), new IndexedWord("ember", 7, 13),
        new IndexedWord("unheard", 15, 22),
        new IndexedWord("glow", 26, 30));
    assertThat(snapshot.occurrences(words.get(1))).isBetween(1, DOCUMENTS);
    assertThat(snapshot.occurrences(words.get(2))).isZero();
    assertThat(snapshot.chunks()).isEqualTo(DOCUMENTS);
  }

  private double best(String text) {
    return snapshot.candidates(Probe.keyword(text), 1).getFirst().keyword().orElseThrow().score();
  }

  private static String words(Random random) {
    List<String> lexicon = List.of("ember", "slag", "flux", "crucible", "charcoal", "tower", "vessel",
        "retort", "sulphur",
        "mercury", "salt", "bellows", "ash", "lute", "alembic", "receiver", "bath", "sand", "clay", "brick");
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      words.add(lexicon.get((int) (lexicon.size() * Math.pow(random.nextDouble(), 2))) + (random.nextInt(4)
          == 0 ? "s" : ""));
    }
    return String.join(" ", words) + ".";
  }

  private float[] vector(String id) {
    return Objects.requireNonNull(vectors.get(id));
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
