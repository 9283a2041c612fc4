package dev.athanor.opensearch.index;

import static dev.athanor.knowledge.index.TestKnowledge.document;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.document.Attributes;
import dev.athanor.document.DocumentId;
import dev.athanor.document.Principals;
import dev.athanor.document.Readers;
import dev.athanor.document.source.SourceId;
import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.embed.WordsEmbedder;
import dev.athanor.knowledge.index.IndexSession;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.Snapshot;
import dev.athanor.knowledge.index.SnapshotInfo;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.index.lucene.LuceneIndex;
import dev.athanor.opensearch.wire.Address;
import dev.athanor.opensearch.wire.Ask;
import dev.athanor.opensearch.wire.Cluster;
import dev.athanor.opensearch.wire.Patience;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Three nodes, three shards, two copies of each; one node is killed while one process writes and others ask. */
@EnabledIfSystemProperty(named = TestCluster.PROPERTY, matches = ".+")
class NodeLossTest {
  private static final WordsEmbedder EMBEDDER = new WordsEmbedder();
  private static final int BEFORE = 200;
  private static final int AFTER = 1_200;
  private static final int ASKING = 4;
  private static final int LEAST_QUESTIONS = 500;
  private static final int MOST_SYNCS = 5;

  @TempDir
  private static Path folder;
  private static TestCluster nodes;

  /** Which node is lost. */
  enum Lost {
    THE_CLUSTER_MANAGER, A_HOLDER_OF_PRIMARIES
  }

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

  private static KnowledgeIndex open(String name) {
    return new OpenSearchIndex(cluster(), new OpenSearchSettings(address(), name, 3, 2, 5),
        InstantSource.system(),
        OpenSearchIndex.Times.STANDARD);
  }

  @ParameterizedTest
  @EnumSource
  void nothing_is_lost_and_nobody_sees_more_than_before_when_a_node_is_killed(Lost lost) throws Exception {
    String index = "loss-" + lost.name().toLowerCase(Locale.ROOT);
    try (KnowledgeIndex writing = open(index);
        KnowledgeIndex reading = open(index);
        KnowledgeIndex clean = LuceneIndex.open(folder.resolve(index));
        ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
      SnapshotInfo first = fill(writing);
      assertThat(fill(clean)).isEqualTo(first);
      int victim = victim(lost, index);
      var questions = new NodeLossQuestions(reading, clean, first.name());
      List<Future<Integer>> askers = IntStream.range(0, ASKING)
          .mapToObj(i -> asking.submit(() -> questions.ask(new Random(i), LEAST_QUESTIONS))).toList();
      SnapshotInfo second = syncUntilDone(writing, victim);
      assertThat(change(clean, () -> {
      })).isEqualTo(second);
      questions.end();
      for (Future<Integer> each : askers) {
        assertThat(each.get()).isGreaterThanOrEqualTo(LEAST_QUESTIONS);
      }
      assertSame(reading, clean, first.name());
      assertSame(reading, clean, second.name());
      nodes.restart(victim);
    }
  }

  private static int victim(Lost lost, String index) {
    try (Cluster cluster = cluster()) {
      cluster.done(Ask.of("GET", "/_cluster/health?wait_for_status=green&wait_for_nodes=3&timeout=55s"));
      JsonNode shards = cluster.done(Ask.of("GET", "/_cat/shards/" + index + ".1?format=json"));
      String name = switch (lost) {
        case THE_CLUSTER_MANAGER ->
            cluster.done(Ask.of("GET", "/_cat/cluster_manager?format=json")).path(0).path("node")
                .stringValue();
        case A_HOLDER_OF_PRIMARIES -> shards.valueStream()
            .filter(each -> each.path("prirep").stringValue().equals("p"))
            .map(each -> each.path("node").stringValue()).findFirst().orElseThrow();
      };
      assertThat(shards.valueStream().map(each -> each.path("node").stringValue())).contains(name);
      return IntStream.range(0, 3).filter(i -> TestCluster.name(i).equals(name)).findFirst().orElseThrow();
    }
  }

  private static SnapshotInfo fill(KnowledgeIndex index) {
    try (IndexSession session = index.begin(EMBEDDER.version())) {
      IntStream.range(0, BEFORE).forEach(i -> put(session, i, "The furnace keeps ember " + i));
      return session.commit("before");
    }
  }

  /** What a sync that fails with a name left undone, the next one does. */
  private static SnapshotInfo syncUntilDone(KnowledgeIndex index, int victim) {
    Runnable kill = () -> nodes.kill(victim);
    for (int attempt = 1;; attempt++) {
      try {
        return change(index, attempt == 1 ? kill : () -> {
        });
      } catch (AthanorException e) {
        assertThat(e.retryable()).as(e.getMessage()).isTrue();
        assertThat(e.code()).startsWith("opensearch-");
        assertThat(attempt).isLessThan(MOST_SYNCS);
      }
    }
  }

  /** Replaces half of what there was, deletes some, and adds much. */
  private static SnapshotInfo change(KnowledgeIndex index, Runnable inBetween) {
    try (IndexSession session = index.begin(EMBEDDER.version())) {
      for (int i = BEFORE / 2; i < AFTER; i++) {
        if (i == AFTER / 3) {
          inBetween.run();
        }
        put(session, i, "The crucible holds slag " + i);
      }
      IntStream.range(0, BEFORE / 4).forEach(i -> session.delete(new DocumentId("d" + i)));
      return session.commit("after");
    }
  }

  /** Every second document is Anna's, and the others are Ben's. */
  private static void put(IndexSession session, int number, String text) {
    ChunkedDocument plain = document("d" + number, "T", text);
    var attributes = new Attributes(Optional.empty(), Map.of(),
        Optional.of(new Readers(Set.of(number % 2 == 0 ? "anna" : "ben"))));
    session.replace(new SourceId("docs"),
        new ChunkedDocument(plain.document().with(attributes), plain.sections(), plain.chunks()),
        EMBEDDER.embed(plain.chunks().stream().map(chunk -> chunk.passage()).toList()));
  }

  private static void assertSame(KnowledgeIndex index, KnowledgeIndex clean, SnapshotName name) {
    for (Principals asking : List.of(Principals.OPERATOR, NodeLossQuestions.ANNA, NodeLossQuestions.BEN)) {
      try (Snapshot found = index.snapshot(name, asking); Snapshot expected = clean.snapshot(name, asking)) {
        assertThat(found.documents()).isEqualTo(expected.documents());
        assertThat(found.chunks()).isEqualTo(expected.chunks());
        found.verify();
      }
    }
  }
}
