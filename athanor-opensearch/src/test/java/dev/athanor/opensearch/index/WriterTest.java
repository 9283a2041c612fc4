package dev.athanor.opensearch.index;

import static dev.athanor.knowledge.index.TestKnowledge.commit;
import static dev.athanor.knowledge.index.TestKnowledge.document;
import static dev.athanor.knowledge.index.TestKnowledge.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.document.DocumentId;
import dev.athanor.document.Principals;
import dev.athanor.knowledge.embed.WordsEmbedder;
import dev.athanor.knowledge.index.IndexSession;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.Snapshot;
import dev.athanor.knowledge.index.SnapshotInfo;
import dev.athanor.knowledge.index.WriteHistory;
import dev.athanor.opensearch.wire.Ask;
import dev.athanor.opensearch.wire.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.node.ObjectNode;

@EnabledIfSystemProperty(named = TestCluster.PROPERTY, matches = ".+")
class WriterTest {
  private static final WordsEmbedder EMBEDDER = new WordsEmbedder();
  private static final int MANY = 100;

  private static OpenSearchIndex open(String name, Instant now, Duration grace) {
    return new OpenSearchIndex(OneNode.cluster(), new OpenSearchSettings(OneNode.address(), name, 2, 1, 2),
        () -> now,
        new OpenSearchIndex.Times(Lease.STANDARD, grace, Duration.ofDays(1)));
  }

  private static List<String> documents(KnowledgeIndex index, SnapshotInfo info) {
    try (Snapshot snapshot = index.snapshot(info.name(), Principals.ANYBODY)) {
      snapshot.verify();
      return snapshot.documents().stream().map(each -> each.id() + " " + each.title()).toList();
    }
  }

  private static long entries(String name) {
    try (Cluster cluster = OneNode.cluster()) {
      cluster.done(Ask.of("POST", "/" + name + ".1/_refresh"));
      return cluster.done(Ask.of("GET", "/" + name + ".1/_count")).path("count").asLong();
    }
  }

  @Test
  void what_a_writer_wrote_that_was_away_for_too_long_is_never_seen() {
    Instant now = Instant.now();
    try (var early = open("away", now, Duration.ZERO);
        var late = open("away", now.plusSeconds(61), Duration.ZERO)) {
      SnapshotInfo first =
          commit(early, EMBEDDER, document("a", "First", "The furnace."), document("b", "First", "Ash."));
      try (IndexSession away = early.begin(EMBEDDER.version())) {
        write(away, "Away");
        try (IndexSession present = late.begin(EMBEDDER.version())) {
          write(away, "Away again");
          put(present, EMBEDDER, document("a", "Present", "The crucible."));
          SnapshotInfo second = present.commit("second");
          assertThat(documents(late, second)).containsExactly("a Present", "b First");
        }
        assertThatThrownBy(() -> away.commit("too late"))
            .hasMessageContaining("another one writes the index away now; nothing of what it wrote is seen");
      }
      assertThat(documents(early, first)).containsExactly("a First", "b First");
      SnapshotInfo third = commit(late, EMBEDDER, document("b", "Third", "Salt."));
      assertThat(documents(late, third)).containsExactly("a Present", "b Third");
      assertThat(late.snapshots()).hasSize(2);
    }
    // Four entries of the present, and of what the snapshot before has: each a document, a section and a chunk.
    assertThat(entries("away")).isEqualTo(3 * 3);
  }

  @Test
  void what_the_present_writer_has_replaced_stays_replaced_when_the_one_that_was_away_replaces_it_too() {
    Instant now = Instant.now();
    try (var early = open("overtaken", now, Duration.ZERO);
        var late = open("overtaken", now.plusSeconds(61), Duration.ZERO)) {
      commit(early, EMBEDDER, document("b", "First", "Ash."), document("c0", "First", "Flux."));
      try (IndexSession away = early.begin(EMBEDDER.version());
          IndexSession present = late.begin(EMBEDDER.version())) {
        put(present, EMBEDDER, document("b", "Present", "Salt."));
        SnapshotInfo second = present.commit("second");
        // Nothing has told it yet that it was away.
        write(away, "Away");
        assertThat(documents(late, second)).containsExactly("b Present", "c0 First");
        assertThatThrownBy(() -> away.commit("too late"))
            .hasMessageContaining("another one writes the index overtaken now");
        put(present, EMBEDDER, document("c0", "Third", "Salt."));
        assertThat(documents(late, present.commit("third"))).containsExactly("b Present", "c0 Third");
      }
    }
  }

  private static void write(IndexSession session, String title) {
    for (int i = 0; i < MANY; i++) {
      put(session, EMBEDDER, document("b", title + " " + i, "Slag " + i));
      put(session, EMBEDDER, document("c" + i, title, "Flux " + i));
    }
  }

  @Test
  void a_write_that_comes_when_its_entry_has_ended_changes_nothing() {
    try (var index = open("late", Instant.now(), Duration.ofMinutes(10));
        Cluster cluster = OneNode.cluster()) {
      commit(index, EMBEDDER, document("a", "A", "The furnace."), document("b", "B", "Ash."));
      List<Bulk.Write> late = cluster.done(Ask.of("GET", "/late.1/_search")).path("hits").path("hits")
          .valueStream()
          .map(each -> Bulk.Write.create(each.path("_id").stringValue(), (ObjectNode) each.path("_source")))
          .toList();
      assertThat(late).hasSize(2 * 3);
      SnapshotInfo second;
      try (IndexSession session = index.begin(EMBEDDER.version())) {
        session.delete(new DocumentId("a"));
        put(session, EMBEDDER, document("b", "Second", "Slag."));
        second = session.commit("second");
      }

      new Bulk(cluster, "late.1").write(late, _ -> {});

      cluster.done(Ask.of("POST", "/late.1/_refresh"));
      assertThat(documents(index, second)).containsExactly("b Second");
    }
  }

  @Test
  void a_write_that_comes_when_the_same_session_has_replaced_its_entry_changes_nothing() {
    try (var index = open("replaced", Instant.now(), Duration.ofMinutes(10));
        Cluster cluster = OneNode.cluster()) {
      List<Bulk.Write> late;
      SnapshotInfo info;
      try (IndexSession session = index.begin(EMBEDDER.version())) {
        write(session, "First");
        cluster.done(Ask.of("POST", "/replaced.1/_refresh"));
        late = cluster.done(Ask.of("GET", "/replaced.1/_search?size=50")).path("hits").path("hits")
            .valueStream()
            .map(each -> Bulk.Write.create(each.path("_id").stringValue(), (ObjectNode) each.path("_source")))
            .toList();
        assertThat(late).hasSize(50);
        write(session, "Second");
        info = session.commit("second");
      }
      List<String> before = documents(index, info);

      new Bulk(cluster, "replaced.1").write(late, _ -> {});

      cluster.done(Ask.of("POST", "/replaced.1/_refresh"));
      assertThat(documents(index, info)).isEqualTo(before).hasSize(MANY + 1)
          .noneMatch(each -> each.contains("First"));
    }
  }

  @Test
  void of_what_a_session_writes_more_than_once_the_last_counts() {
    try (var index = open("again", Instant.now(), Duration.ZERO)) {
      try (IndexSession session = index.begin(EMBEDDER.version())) {
        write(session, "First");
        write(session, "Second");
        session.delete(new DocumentId("c0"));
        SnapshotInfo info = session.commit("again");
        assertThat(documents(index, info)).hasSize(MANY).contains("b Second 99", "c1 Second")
            .doesNotContain("c0 Second", "b First 99");
      }
      assertThat(entries("again")).isEqualTo(MANY * 3);
    }
  }

  @Test
  void a_commit_of_which_the_answer_was_lost_happens_once() {
    try (Cluster cluster = OneNode.cluster()) {
      var document = new StateDocument(cluster, "once", 1);
      document.create();
      Lease.Begun begun = Lease.take(document, Instant::now, Lease.STANDARD);
      var info = new WriteHistory().next(Optional.empty(), "once", EMBEDDER.version());
      Committed next = Committed.now(info, begun.state().generations(), 0, 0);

      State first = begun.lease().commit(next, 0, 5);
      State second = begun.lease().commit(next, 0, 5);

      begun.lease().release(false);
      assertThat(second.snapshots()).isEqualTo(first.snapshots()).hasSize(1);
      assertThat(second.generations()).isEqualTo(first.generations());
    }
  }

  @Test
  void entries_that_no_snapshot_has_are_deleted_and_those_of_a_pinned_one_are_not() {
    try (var index = open("swept", Instant.now(), Duration.ZERO)) {
      SnapshotInfo pinned =
          commit(index, EMBEDDER, document("a", "Pinned", "The furnace."), document("b", "B", "Ash."));
      index.pin(pinned.name());
      for (int i = 0; i < 4; i++) {
        commit(index, EMBEDDER, document("a", "A " + i, "Slag " + i));
      }
      // b, and a as it is now, was before, and was when it was pinned.
      assertThat(entries("swept")).isEqualTo(4 * 3);
      assertThat(documents(index, pinned)).containsExactly("a Pinned", "b B");
      try (IndexSession session = index.begin(EMBEDDER.version())) {
        session.clear();
        put(session, EMBEDDER, document("d", "D", "Salt."));
        SnapshotInfo cleared = session.commit("cleared");
        assertThat(documents(index, cleared)).containsExactly("d D");
      }
      assertThat(documents(index, pinned)).containsExactly("a Pinned", "b B");
      index.unpin(pinned.name());
      commit(index, EMBEDDER, document("d", "D again", "Salt."));
      commit(index, EMBEDDER, document("d", "D at last", "Salt."));
      assertThat(entries("swept")).isEqualTo(2 * 3);
    }
  }

  @Test
  void a_snapshot_that_was_dropped_can_be_read_to_the_end_by_who_has_opened_it() {
    try (var index = open("held", Instant.now(), Duration.ofMinutes(10))) {
      SnapshotInfo first = commit(index, EMBEDDER, document("a", "First", "The furnace."));
      try (Snapshot held = index.snapshot(first.name(), Principals.ANYBODY)) {
        for (int i = 0; i < 4; i++) {
          commit(index, EMBEDDER, document("a", "A " + i, "Slag " + i));
        }
        assertThat(held.documents()).singleElement()
            .satisfies(each -> assertThat(each.title()).isEqualTo("First"));
        assertThatThrownBy(() -> index.snapshot(first.name(), Principals.ANYBODY))
            .hasMessageContaining("has no snapshot " + first.name());
      }
    }
  }

  @Test
  void who_reads_on_after_that_is_told_and_gets_nothing_half() {
    try (var index = open("expired", Instant.now(), Duration.ZERO)) {
      SnapshotInfo first = commit(index, EMBEDDER, document("a", "First", "The furnace."));
      try (Snapshot held = index.snapshot(first.name(), Principals.ANYBODY)) {
        for (int i = 0; i < 4; i++) {
          commit(index, EMBEDDER, document("a", "A " + i, "Slag " + i));
        }
        assertThatThrownBy(held::documents).hasMessageContaining("has no snapshot " + first.name());
      }
    }
  }
}
