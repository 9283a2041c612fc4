package dev.athanor.knowledge.index;

import dev.athanor.document.Principals;
import dev.athanor.document.source.SourceId;
import static dev.athanor.knowledge.index.TestKnowledge.commit;
import static dev.athanor.knowledge.index.TestKnowledge.document;
import static dev.athanor.knowledge.index.TestKnowledge.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.document.DocumentId;
import dev.athanor.knowledge.embed.Embedder;
import dev.athanor.knowledge.embed.WordsEmbedder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every index does, whatever it is kept in. */
public abstract class KnowledgeIndexContract {
  private final WordsEmbedder embedder = new WordsEmbedder();

  private KnowledgeIndex index;

  /** The index at this place, which need not exist yet; the same place is the same index, for the length of a test. */
  protected abstract KnowledgeIndex open(String place);

  @BeforeEach
  void open() {
    index = open("index");
  }

  @AfterEach
  void close() {
    index.close();
  }

  @Test
  void before_the_first_commit_there_is_no_snapshot_and_the_error_says_to_sync() {
    assertThat(index.newest()).isEmpty();
    assertThat(index.snapshots()).isEmpty();
    assertThatThrownBy(() -> index.snapshot(new SnapshotName("s1-00000000"), Principals.ANYBODY))
        .hasMessageContaining(
            "has no snapshot s1-00000000, since nothing was synced yet; run `athanor sync` first");
  }

  @Test
  void an_empty_commit_is_a_snapshot_in_which_nothing_is_found() {
    SnapshotInfo empty = commit(index, embedder);
    try (Snapshot snapshot = index.snapshot(empty.name(), Principals.ANYBODY)) {
      assertThat(snapshot.chunks()).isZero();
      assertThat(snapshot.documents()).isEmpty();
      assertThat(snapshot.candidates(Probe.hybrid("furnace", embedder.embedQuery("furnace")), 10)).isEmpty();
    }
  }

  @Test
  void a_chunk_comes_back_as_it_was_put_in() {
    ChunkedDocument put = document("ofen/größe 😀.md", "Der Ofen", "# Größe\nDer Ofen 🔥 misst 3 m. "
        + "Er ist alt. ".repeat(20)
        + "\n# Heat\nAn even heat. " + "It is kept by charcoal 🔥 all day. ".repeat(9));
    assertThat(put.chunks()).hasSizeGreaterThan(3);
    SnapshotInfo info = commit(index, embedder, document("a.txt", "A", "Nothing of note."), put);
    try (Snapshot snapshot = index.snapshot(info.name(), Principals.ANYBODY)) {
      List<IndexedChunk> found = snapshot.candidates(Probe.keyword("ofen heat charcoal alt"), 50).stream()
          .map(snapshot::chunk).toList();
      assertThat(found).hasSameSizeAs(put.chunks());
      for (IndexedChunk chunk : found) {
        var original = put.chunks().get(chunk.ordinal());
        assertThat(chunk.id()).isEqualTo(original.id());
        assertThat(chunk.excerpt()).isEqualTo(original.excerpt());
        assertThat(chunk.headings()).isEqualTo(original.headings());
        assertThat(chunk.parent()).isEqualTo(original.parent());
        assertThat(chunk.document()).isEqualTo(put.document().id());
        assertThat(chunk.version()).isEqualTo(put.document().version());
        assertThat(chunk.title()).isEqualTo("Der Ofen");
      }
    }
  }

  @Test
  void vectors_of_any_length_up_to_the_limit_are_found_and_another_embedder_may_have_another_one() {
    for (int dimensions : new int[]{384, 1536, KnowledgeIndex.MOST_DIMENSIONS, 8}) {
      Embedder other = new AxisEmbedder(dimensions);
      try (IndexSession session = index.begin(other.version())) {
        session.clear();
        put(session, other, document("a", "A", "The furnace."));
        put(session, other, document("b", "B", "The crucible."));
        SnapshotInfo info = session.commit("of " + dimensions);
        try (Snapshot snapshot = index.snapshot(info.name(), Principals.ANYBODY)) {
          assertThat(snapshot.dimensions()).isEqualTo(dimensions);
          assertThat(snapshot.candidates(Probe.dense(other.embedQuery("A\nThe crucible.")), 5)).hasSize(2);
        }
      }
    }
  }

  /** Each text points along one of the axes. */
  private record AxisEmbedder(int dimensions) implements Embedder {
    @Override
    public String version() {
      return "axis-" + dimensions;
    }

    @Override
    public List<float[]> embed(List<String> passages) {
      return passages.stream().map(this::embedQuery).toList();
    }

    @Override
    public float[] embedQuery(String query) {
      float[] vector = new float[dimensions];
      vector[Math.floorMod(query.hashCode(), dimensions)] = 1;
      return vector;
    }
  }

  @Test
  void a_document_is_replaced_whole_and_deleted_whole() {
    commit(index, embedder, document("a", "A", "The old furnace. ".repeat(30)), document("b", "B",
        "A furnace apart."));
    SnapshotInfo replaced = commit(index, embedder, document("a", "A", "The new crucible."));
    try (Snapshot snapshot = index.snapshot(replaced.name(), Principals.ANYBODY)) {
      assertThat(documents(snapshot)).containsExactly("a/1", "b/1");
      assertThat(found(snapshot, "old furnace")).containsExactly("b");
      assertThat(found(snapshot, "crucible")).containsExactly("a");
    }
    try (IndexSession session = index.begin(embedder.version())) {
      session.delete(new DocumentId("a"));
      session.delete(new DocumentId("never there"));
      try (Snapshot snapshot = index.snapshot(session.commit("deleted").name(), Principals.ANYBODY)) {
        assertThat(documents(snapshot)).containsExactly("b/1");
        assertThat(found(snapshot, "crucible")).isEmpty();
      }
    }
  }

  @Test
  void readers_see_nothing_of_a_session_before_it_commits_and_keep_their_snapshot_afterwards() {
    SnapshotInfo first = commit(index, embedder, document("a", "A", "The old furnace."));
    try (Snapshot old = index.snapshot(first.name(), Principals.ANYBODY);
        IndexSession session = index.begin(embedder
            .version())) {
      put(session, embedder, document("a", "A", "The new crucible."));
      assertThat(index.newest()).hasValue(first);
      assertThat(found(old, "crucible")).isEmpty();
      SnapshotInfo second = session.commit("second");
      assertThat(found(old, "furnace")).containsExactly("a");
      assertThat(found(old, "crucible")).isEmpty();
      try (Snapshot current = index.snapshot(second.name(), Principals.ANYBODY);
          Snapshot again = index.snapshot(first.name(), Principals.ANYBODY)) {
        assertThat(found(current, "crucible")).containsExactly("a");
        assertThat(found(again, "furnace")).containsExactly("a");
      }
    }
  }

  @Test
  void what_a_session_did_not_commit_is_gone() {
    SnapshotInfo first = commit(index, embedder, document("a", "A", "The old furnace."));
    try (IndexSession session = index.begin(embedder.version())) {
      session.clear();
      put(session, embedder, document("b", "B", "A crucible."));
    }
    assertThat(index.snapshots()).containsExactly(first);
    try (Snapshot snapshot = index.snapshot(first.name(), Principals.ANYBODY)) {
      assertThat(documents(snapshot)).containsExactly("a/1");
    }
  }

  @Test
  void a_commit_without_a_change_is_the_same_snapshot() {
    SnapshotInfo first = commit(index, embedder, document("a", "A", "The furnace."));
    try (IndexSession session = index.begin(embedder.version())) {
      assertThat(session.commit("nothing new")).isEqualTo(first);
    }
    assertThat(index.snapshots()).containsExactly(first);
  }

  @Test
  void the_newest_snapshots_are_kept_and_the_error_for_an_older_one_lists_them() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      names.addFirst(commit(index, embedder, document("a", "A", "Version " + i)).name().value());
    }
    assertThat(index.snapshots().stream().map(each -> each.name().value())).isEqualTo(names.subList(0, 5));
    var expired = new SnapshotName(names.getLast());
    assertThatThrownBy(() -> index.snapshot(expired, Principals.ANYBODY)).isInstanceOf(AthanorException.class)
        .hasMessageContaining("has no snapshot " + expired
            + " (any more: 5 are kept, and those that are pinned); it has "
            + String.join(", ", names.subList(0, 5)) + "; use one of these");
  }

  @Test
  void a_pinned_snapshot_outlives_the_others_until_it_is_unpinned() {
    SnapshotName pinned = commit(index, embedder, document("a", "A", "The very first.")).name();
    index.pin(pinned);
    index.pin(pinned);
    for (int i = 0; i < 6; i++) {
      commit(index, embedder, document("a", "A", "Version " + i));
    }
    assertThat(index.snapshots()).hasSize(6);
    try (Snapshot snapshot = index.snapshot(pinned, Principals.ANYBODY)) {
      assertThat(found(snapshot, "first")).containsExactly("a");
    }
    index.unpin(pinned);
    commit(index, embedder, document("a", "A", "The last"));
    assertThat(index.snapshots()).hasSize(5);
    try (var elsewhere = open("index")) {
      assertThatThrownBy(() -> elsewhere.snapshot(pinned, Principals.ANYBODY))
          .hasMessageContaining("has no snapshot " + pinned);
    }
    assertThatThrownBy(() -> index.pin(pinned)).hasMessageContaining("has no snapshot " + pinned);
  }

  @Test
  void indexes_written_alike_have_the_same_names_and_others_do_not() {
    ChunkedDocument a = document("a", "A", "The furnace.");
    ChunkedDocument b = document("b", "B", "The crucible.");
    SnapshotName here = commit(index, embedder, a, b).name();
    try (var same = open("same"); var other = open("other")) {
      assertThat(commit(same, embedder, a, b).name()).isEqualTo(here);
      assertThat(commit(other, embedder, b, a).name()).isNotEqualTo(here);
    }
    assertThat(here.value()).matches("s1-[0-9a-f]{8}");
  }

  @Test
  void a_second_writer_is_told_that_there_is_one() {
    try (IndexSession first = index.begin(embedder.version()); var other = open("index")) {
      assertThatThrownBy(() -> other.begin(embedder.version())).isInstanceOfSatisfying(AthanorException.class,
          e -> {
            assertThat(e.code()).isEqualTo("index-busy");
            assertThat(e.retryable()).isTrue();
          }).hasMessageContaining("is being written by another process").hasMessageContaining(
              "wait until its sync ends");
      first.commit("the first goes on");
    }
    index.begin(embedder.version()).close();
  }

  @Test
  void vectors_of_another_embedder_are_not_mixed_in() {
    commit(index, embedder, document("a", "A", "The furnace."));
    ChunkedDocument b = document("b", "B", "The crucible.");
    try (IndexSession session = index.begin("words-2")) {
      assertThatThrownBy(() -> put(session, embedder, b)).hasMessageContaining("has vectors of words-1")
          .hasMessageContaining("clear the index");
      session.clear();
      put(session, embedder, b);
      assertThat(session.commit("again").embedder()).isEqualTo("words-2");
    }
  }

  @Test
  void a_vector_too_few_is_refused() {
    ChunkedDocument document = document("a", "A", "The furnace.");
    try (IndexSession session = index.begin(embedder.version())) {
      assertThatThrownBy(() -> session.replace(new SourceId("docs"), document, List.of()))
          .hasMessageContaining("document a has 1 chunks, but came with 0 vectors");
    }
  }

  @Test
  void a_name_of_another_form_is_refused() {
    assertThatThrownBy(() -> new SnapshotName("../s1")).hasMessageContaining(
        "\"../s1\" is no snapshot name; expected one like");
  }

  private static List<String> documents(Snapshot snapshot) {
    return snapshot.documents().stream().map(each -> each.id() + "/" + each.chunks()).toList();
  }

  private static List<String> found(Snapshot snapshot, String query) {
    return snapshot.candidates(Probe.keyword(query), 10).stream().map(snapshot::chunk).map(each -> each
        .document().value())
        .distinct().sorted().toList();
  }
}
