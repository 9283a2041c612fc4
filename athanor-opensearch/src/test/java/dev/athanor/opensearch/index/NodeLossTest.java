package dev.athanor.opensearch.index;

import static dev.athanor.knowledge.index.TestKnowledge.document;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.Attributes;
import dev.athanor.document.Principals;
import dev.athanor.document.Readers;
import dev.athanor.document.source.SourceId;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.embed.WordsEmbedder;
import dev.athanor.knowledge.index.Candidate;
import dev.athanor.knowledge.index.IndexSession;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.Probe;
import dev.athanor.knowledge.index.Snapshot;
import dev.athanor.knowledge.index.SnapshotInfo;
import dev.athanor.opensearch.wire.Address;
import dev.athanor.opensearch.wire.Ask;
import dev.athanor.opensearch.wire.Cluster;
import dev.athanor.opensearch.wire.Patience;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes, two shards, two copies of each; one node is killed while one process writes and others ask. */
@EnabledIfSystemProperty(named = TestCluster.PROPERTY, matches = ".+")
class NodeLossTest {
  private static final WordsEmbedder EMBEDDER = new WordsEmbedder();
  private static final Principals ANNA = Principals.of(Set.of("anna"));
  private static final int BEFORE = 200;
  private static final int AFTER = 1_200;

  @TempDir
  private static Path folder;
  private static TestCluster nodes;

  @BeforeAll
  static void start() {
    nodes = TestCluster.start(folder, 3);
  }

  @AfterAll
  static void stop() {
    nodes.close();
  }

  private static Address address() {
    return new Address(nodes.addresses(), Optional.empty(), Optional.empty());
  }

  private static Cluster cluster() {
    return Cluster.at(address(), Patience.STANDARD, new Random(), _ -> null);
  }

  private static KnowledgeIndex open() {
    return new OpenSearchIndex(cluster(), new OpenSearchSettings(address(), "loss", 2, 2, 5),
        InstantSource.system(),
        OpenSearchIndex.Times.STANDARD);
  }

  /** Every second document is hidden from Anna. */
  private static void put(IndexSession session, int number, String text) {
    ChunkedDocument plain = document("d" + number, "T", text);
    var attributes = new Attributes(Optional.empty(), Map.of(),
        Optional.of(new Readers(Set.of(number % 2 == 0 ? "anna" : "ben"))));
    session.replace(new SourceId("docs"),
        new ChunkedDocument(plain.document().with(attributes), plain.sections(), plain.chunks()),
        EMBEDDER.embed(plain.chunks().stream().map(chunk -> chunk.passage()).toList()));
  }

  @Test
  void nothing_is_lost_and_nobody_sees_more_than_before_when_a_node_is_killed() throws Exception {
    try (KnowledgeIndex writing = open(); KnowledgeIndex reading = open();
        ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
      SnapshotInfo first;
      try (IndexSession session = writing.begin(EMBEDDER.version())) {
        IntStream.range(0, BEFORE).forEach(i -> put(session, i, "The furnace keeps ember " + i));
        first = session.commit("before");
      }
      try (Cluster cluster = cluster()) {
        cluster.done(Ask.of("GET", "/_cluster/health?wait_for_status=green&timeout=60s"));
      }
      var over = new AtomicBoolean();
      List<Candidate> expected = ask(reading, first);
      Future<Integer> answers = asking.submit(() -> {
        int count = 0;
        while (!over.get()) {
          assertThat(ask(reading, first)).isEqualTo(expected);
          count++;
        }
        return count;
      });
      SnapshotInfo second = writeWhileANodeIsKilled(writing);
      over.set(true);
      assertThat(answers.get()).isGreaterThan(10);
      assertThat(ask(reading, first)).isEqualTo(expected);
      try (Snapshot all = reading.snapshot(second.name(), Principals.OPERATOR)) {
        assertThat(all.documents()).hasSize(AFTER);
        assertThat(all.chunks()).isEqualTo(AFTER);
        all.verify();
      }
      try (Snapshot seen = reading.snapshot(second.name(), ANNA)) {
        assertThat(seen.documents()).hasSize(AFTER / 2).allMatch(each -> isAnnas(each.id().value()));
      }
    }
  }

  private static SnapshotInfo writeWhileANodeIsKilled(KnowledgeIndex index) {
    try (IndexSession session = index.begin(EMBEDDER.version())) {
      for (int i = 0; i < AFTER; i++) {
        if (i == AFTER / 3) {
          nodes.kill(0);
        }
        put(session, i, "The crucible holds slag " + i);
      }
      return session.commit("after");
    }
  }

  private static List<Candidate> ask(KnowledgeIndex index, SnapshotInfo info) {
    try (Snapshot snapshot = index.snapshot(info.name(), ANNA)) {
      String text = "ember of the furnace";
      List<Candidate> candidates = snapshot.candidates(Probe.hybrid(text, EMBEDDER.embedQuery(text)), BEFORE);
      assertThat(candidates).hasSize(BEFORE / 2);
      assertThat(candidates.subList(0, 5)).allMatch(each -> isAnnas(snapshot.chunk(each).document().value()));
      return candidates;
    }
  }

  private static boolean isAnnas(String document) {
    return Integer.parseInt(document.substring(1)) % 2 == 0;
  }
}
