package dev.athanor.knowledge.compare;

import static dev.athanor.knowledge.index.TestKnowledge.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.athanor.document.Attributes;
import dev.athanor.document.Principals;
import dev.athanor.document.Readers;
import dev.athanor.json.Json;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.compare.Comparison.Result;
import dev.athanor.knowledge.compare.Question.Span;
import dev.athanor.knowledge.embed.Embedder;
import dev.athanor.knowledge.embed.WordsEmbedder;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.index.TestKnowledge;
import dev.athanor.knowledge.index.lucene.LuceneIndex;
import dev.athanor.knowledge.retrieve.CopySettings;
import dev.athanor.knowledge.retrieve.Mode;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import dev.athanor.knowledge.retrieve.Retriever;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparerTest {
  private static final Embedder EMBEDDER = new WordsEmbedder();
  private static final RetrievalSettings WORDS = RetrievalSettings.STANDARD.in(Mode.KEYWORD);

  @TempDir
  private Path folder;
  private KnowledgeIndex index;
  private SnapshotName snapshot;

  @BeforeEach
  void fill() {
    index = LuceneIndex.open(folder);
    snapshot = TestKnowledge.commit(index, EMBEDDER,
        document("hr/leave.md", "Leave",
            "#Leave\nEvery employee has 28 days\nof paid leave. Leave is asked for early."),
        document("hr/travel.md", "Travel", "Leave the train at the second stop. A hotel may cost 120 euros."),
        document("keys.txt", "Keys", "The key to the archive hangs in room 7.")).name();
  }

  @AfterEach
  void close() {
    index.close();
  }

  private Comparison compare(Question... questions) {
    return compare("", Principals.ANYBODY, questions);
  }

  private Comparison compare(String filter, Principals asking, Question... questions) {
    return comparer(filter, asking).compare(
        side("all", snapshot, WORDS), side("one", snapshot, WORDS.top(1)), List.of(questions),
        Measure.NDCG,
        0.05, _ -> {
        });
  }

  private Comparer comparer(String filter, Principals asking) {
    return new Comparer(new Retriever(index, EMBEDDER), asking, filter, Supplier::get);
  }

  private static Side side(String name, SnapshotName snapshot, RetrievalSettings settings) {
    return new Side(name, snapshot, Optional.empty(), settings);
  }

  private static Question expecting(String text, Map<String, Integer> documents, Span... spans) {
    return new Question(text, text, documents, List.of(spans));
  }

  private static Result first(Comparison comparison) {
    return comparison.results().getFirst();
  }

  @Test
  void the_hits_are_held_against_the_expected_documents() {
    Result result = first(compare(expecting("leave", Map.of("hr/travel.md", 1, "keys.txt", 1))));
    assertThat(result.a().documents()).containsExactly("hr/leave.md", "hr/travel.md");
    assertThat(result.ofA()).containsEntry(Measure.HIT, 1.0).containsEntry(Measure.RECALL, 0.5)
        .containsEntry(Measure.PRECISION, 0.5).containsEntry(Measure.MRR, 0.5);
    double ideal = 1 + 1 / 1.584962500721156;
    assertThat(result.ofA().get(Measure.NDCG)).isEqualTo(1 / 1.584962500721156 / ideal, within(1e-12));
    assertThat(result.ofB().values()).containsOnly(0.0);
    assertThat(result.overlap()).isEqualTo(0.5);
  }

  @Test
  void the_difference_is_that_of_b_less_a_over_the_questions() {
    Comparison comparison = compare(expecting("leave", Map.of("hr/travel.md", 1)),
        expecting("archive", Map.of("keys.txt", 1)), expecting("hotel", Map.of()));
    Difference hit =
        comparison.differences().stream().filter(each -> each.measure() == Measure.HIT).findFirst()
            .orElseThrow();
    assertThat(List.of(hit.a(), hit.b(), hit.difference().mean())).containsExactly(1.0, 0.5, -0.5);
    assertThat(List.of(hit.wins(), hit.losses(), hit.ties())).containsExactly(0, 1, 1);
    assertThat(comparison.judged()).isEqualTo(2);
    assertThat(comparison.agreement().same()).isEqualTo(2);
    assertThat(comparison.agreement().overlap()).isEqualTo((0.5 + 1 + 1) / 3, within(1e-12));
    assertThat(comparison.a().documents()).isEqualTo(3);
    assertThat(comparison.a().chunks()).isEqualTo(3);
    assertThat(comparison.a().usual()).isPositive().isLessThanOrEqualTo(comparison.a().slow());
  }

  @Test
  void a_span_must_stand_in_a_hit_however_its_lines_are_broken() {
    Result result = first(compare(expecting("leave", Map.of(), new Span.Words("28 DAYS of paid  leave"),
        new Span.Words("120 euros"))));
    assertThat(result.ofA()).containsEntry(Measure.RECALL, 1.0).containsEntry(Measure.MRR, 1.0)
        .containsEntry(Measure.NDCG, 1.0);
    assertThat(result.ofB()).containsEntry(Measure.RECALL, 0.5).containsEntry(Measure.HIT, 1.0);
    assertThat(first(compare(expecting("leave", Map.of("keys.txt", 1, "hr/leave.md", 1),
        new Span.Words("second stop"), new Span.Words("28 days")))).ofA())
        .as("the words of another document are none of those").containsEntry(Measure.RECALL, 1.0);
  }

  @Test
  void a_span_in_none_of_the_named_documents_is_left_out_and_named() {
    Comparison comparison =
        compare(expecting("leave", Map.of("hr/leave.md", 1), new Span.Words("second stop")));
    assertThat(comparison.judged()).isZero();
    assertThat(comparison.verdict()).isEmpty();
    assertThat(comparison.unknown()).containsExactly(Map.entry("\"second stop\"", Set.of("leave")));
  }

  @Test
  void a_stretch_must_be_covered_by_a_hit_of_its_document() {
    Question covered = expecting("leave", Map.of(), new Span.Stretch("hr/leave.md", 7, 30));
    Question beyond = expecting("leave", Map.of(), new Span.Stretch("hr/leave.md", 7, 3_000));
    assertThat(first(compare(covered)).ofB()).containsEntry(Measure.HIT, 1.0);
    assertThat(first(compare(beyond)).ofB()).containsEntry(Measure.HIT, 0.0);
  }

  @Test
  void a_document_may_be_named_by_the_end_of_its_id_as_long_as_no_other_ends_so() {
    assertThat(first(compare(expecting("leave", Map.of("leave", 1)))).question().documents())
        .containsOnlyKeys("hr/leave.md");
    assertThat(first(compare(expecting("leave", Map.of("travel.md", 1)))).ofA()).containsEntry(Measure.HIT,
        1.0);
    snapshot =
        TestKnowledge.commit(index, EMBEDDER, document("it/leave.md", "IT", "Computers leave.")).name();
    assertThat(compare(expecting("leave", Map.of("leave.md", 1))).unknown()).containsKey("leave.md");
  }

  @Test
  void what_whoever_asks_may_not_read_is_not_expected_of_a_search() {
    ChunkedDocument open = document("hr/pay.md", "Pay", "The pay of an employee is secret.");
    snapshot = TestKnowledge.commit(index, EMBEDDER, new ChunkedDocument(
        open.document()
            .with(new Attributes(Optional.empty(), Map.of(), Optional.of(new Readers(Set.of("hr"))))),
        open.sections(), open.chunks())).name();
    Question question = expecting("pay", Map.of("hr/pay.md", 1));
    assertThat(compare(question).unknown()).containsOnlyKeys("hr/pay.md");
    assertThat(first(compare("", Principals.of(List.of("hr")), question)).ofA())
        .containsEntry(Measure.HIT, 1.0);
  }

  @Test
  void what_does_not_pass_the_filter_is_not_expected_of_a_search() {
    Comparison comparison = compare("path:keys.txt", Principals.ANYBODY,
        expecting("leave", Map.of("hr/leave.md", 1)), expecting("archive", Map.of("keys.txt", 1)));
    assertThat(comparison.judged()).isEqualTo(1);
    assertThat(comparison.unknown()).containsOnlyKeys("hr/leave.md (does not pass the filter)");
    assertThat(comparison.results().get(1).ofA()).containsEntry(Measure.HIT, 1.0);
  }

  @Test
  void a_document_that_only_one_side_has_counts_as_not_found_by_the_other() {
    SnapshotName before = snapshot;
    snapshot = TestKnowledge.commit(index, EMBEDDER, document("new.md", "New", "A balloon is new.")).name();
    Comparison comparison = comparer("", Principals.ANYBODY).compare(
        side("before", before, WORDS), side("after", snapshot, WORDS),
        List.of(expecting("balloon", Map.of("new.md", 1))), Measure.HIT, 0.05, _ -> {
        });
    assertThat(comparison.unknown()).isEmpty();
    assertThat(comparison.a().lacking()).isEqualTo(1);
    assertThat(comparison.b().lacking()).isZero();
    assertThat(comparison.verdict().orElseThrow().by().wins()).isEqualTo(1);
  }

  @Test
  void a_copy_stands_for_the_document_that_was_expected() {
    String text = "The cellar of the old mill is flooded every spring when the river rises.";
    snapshot = TestKnowledge.commit(index, EMBEDDER, document("a.md", "A", text), document("b.md", "B", text))
        .name();
    Question question = expecting("cellar", Map.of("b.md", 1));
    Result collapsed = first(compare(question));
    assertThat(collapsed.a().documents()).containsExactly("a.md");
    assertThat(collapsed.ofA()).containsEntry(Measure.HIT, 1.0).containsEntry(Measure.NDCG, 1.0);
    Comparison apart = comparer("", Principals.ANYBODY).compare(
        side("one", snapshot, WORDS), side("all", snapshot, WORDS.with(CopySettings.KEEP)),
        List.of(question), Measure.NDCG, 0.05, _ -> {
        });
    assertThat(first(apart).b().documents()).containsExactlyInAnyOrder("a.md", "b.md");
  }

  @Test
  void one_question_without_any_hit_has_numbers_all_the_same() {
    Comparison comparison = compare(expecting("zebra", Map.of("keys.txt", 1)));
    assertThat(comparison.differences()).hasSize(Measure.values().length).allSatisfy(each -> {
      assertThat(List.of(each.a(), each.b(), each.difference().mean(), each.deviation())).containsOnly(0.0);
      assertThat(each.p()).isEqualTo(1);
      assertThat(each.difference().low()).isBetween(-1.0, 0.0);
    });
    assertThat(comparison.agreement().overlap()).isEqualTo(1);
    assertThat(Json.MAPPER.valueToTree(comparison).toString()).doesNotContain("NaN", "Infinity");
  }

  @Test
  void progress_is_told_question_by_question() {
    List<Integer> told = new ArrayList<>();
    comparer("", Principals.ANYBODY).compare(
        side("a", snapshot, WORDS), side("b", snapshot, WORDS.top(2)),
        List.of(expecting("leave", Map.of()), expecting("key", Map.of())), Measure.NDCG, 0.05, told::add);
    assertThat(told).containsExactly(1, 2);
  }

  @Test
  void only_the_last_try_of_a_search_is_timed() {
    List<Found> tries = new ArrayList<>();
    Comparer patient = new Comparer(new Retriever(index, EMBEDDER), Principals.ANYBODY, "", once -> {
      tries.add(once.get());
      tries.add(once.get());
      return tries.getLast();
    });
    Result result = first(patient.compare(side("a", snapshot, WORDS), side("b", snapshot, WORDS.top(2)),
        List.of(expecting("leave", Map.of())), Measure.NDCG, 0.05, _ -> {
        }));
    assertThat(tries).as("of each side one search before and one that counts, twice").hasSize(8);
    assertThat(result.a()).isSameAs(tries.get(5));
    assertThat(result.b()).isSameAs(tries.get(7));
  }
}
