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
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.index.lucene.LuceneIndex;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A word that is everywhere in what is hidden, and rare in what can be seen, weighs as much as if nothing were hidden; and a
 * passage is as long as it is beside those that can be seen.
 */
@EnabledIfSystemProperty(named = TestCluster.PROPERTY, matches = ".+")
class HiddenWordsTest {
  private static final WordsEmbedder EMBEDDER = new WordsEmbedder();
  private static final Principals ANNA = Principals.of(Set.of("anna"));
  private static final int READABLE = 300;
  private static final int HIDDEN = 3_000;
  private static final int MOST = 10;

  @TempDir
  private Path folder;

  @Test
  void what_is_hidden_does_not_decide_what_is_found() {
    inBoth("hidden", HiddenWordsTest::fill, (inFolder, inCluster, name) -> {
      for (String question : new String[]{"falcon leave", "leave falcon heron",
          "the falcon may leave day 7"}) {
        assertThat(best(inCluster, name, question)).as(question).isEqualTo(best(inFolder, name, question));
      }
      assertThat(best(inCluster, name, "falcon leave").values().stream().filter(score -> score > 2))
          .hasSize(2);
    });
  }

  @Test
  void how_long_what_is_hidden_is_does_not_decide_what_is_found() {
    inBoth("lengths", HiddenWordsTest::fillWithLongAmongShort, (inFolder, inCluster, name) -> {
      Map<String, Double> best = best(inFolder, name, "falcon");
      assertThat(Set.copyOf(best.values())).as("scores of the long ones, which differ").hasSize(MOST);
      assertThat(best(inCluster, name, "falcon")).isEqualTo(best);
    });
  }

  private interface Comparison {
    void compare(KnowledgeIndex inFolder, KnowledgeIndex inCluster, SnapshotName name);
  }

  private void inBoth(String place, Function<KnowledgeIndex, SnapshotName> fill, Comparison comparison) {
    try (KnowledgeIndex inFolder = LuceneIndex.open(folder);
        KnowledgeIndex inCluster = OneNode.open(place)) {
      SnapshotName name = fill.apply(inFolder);
      assertThat(fill.apply(inCluster)).isEqualTo(name);
      comparison.compare(inFolder, inCluster, name);
    }
  }

  /** Beside what is hidden, the long ones that say a word often are so long that they are worth less than the short ones. */
  private static SnapshotName fillWithLongAmongShort(KnowledgeIndex index) {
    try (IndexSession session = index.begin(EMBEDDER.version())) {
      for (int i = 0; i < MOST; i++) {
        put(session, "l" + i, "anna", "falcon ".repeat(3) + "day ".repeat(25 + i));
      }
      for (int i = 0; i < READABLE; i++) {
        put(session, "s" + i, "anna",
            i % 2 == 0 ? "Falcon " + i + "." : "day ".repeat(30));
      }
      for (int i = 0; i < HIDDEN; i++) {
        put(session, "h" + i, "ben", "Night.");
      }
      return session.commit("filled").name();
    }
  }

  private static Map<String, Double> best(KnowledgeIndex index, SnapshotName name, String question) {
    Map<String, Double> best = new HashMap<>();
    try (Snapshot snapshot = index.snapshot(name, ANNA)) {
      for (Candidate each : snapshot.candidates(Probe.keyword(question), MOST)) {
        best.put(each.id().value(), each.keyword().orElseThrow().score());
      }
    }
    return best;
  }

  private static SnapshotName fill(KnowledgeIndex index) {
    try (IndexSession session = index.begin(EMBEDDER.version())) {
      for (int i = 0; i < READABLE; i++) {
        // Of another length each, so that no two are worth the same.
        put(session, "r" + i, "anna",
            (i % 150 == 149 ? "The falcon rests." : "People leave.") + " day".repeat(i));
      }
      for (int i = 0; i < HIDDEN; i++) {
        put(session, "h" + i, "ben",
            (i % 10 == 0 ? "People leave" : "The falcon flies") + " at night " + i + ".");
      }
      return session.commit("filled").name();
    }
  }

  private static void put(IndexSession session, String name, String reader, String text) {
    ChunkedDocument plain = document(name, "T", text);
    var attributes = new Attributes(Optional.empty(), Map.of(), Optional.of(new Readers(Set.of(reader))));
    session.replace(new SourceId("docs"),
        new ChunkedDocument(plain.document().with(attributes), plain.sections(), plain.chunks()),
        EMBEDDER.embed(plain.chunks().stream().map(chunk -> chunk.passage()).toList()));
  }
}
