package dev.athanor.knowledge.sync;

import static dev.athanor.knowledge.sync.Workplace.article;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.document.Principals;
import dev.athanor.knowledge.embed.Embedder;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.Probe;
import dev.athanor.knowledge.index.Snapshot;
import dev.athanor.knowledge.index.lucene.LuceneIndex;
import dev.athanor.run.StepFailed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Embedders that fail, that make long vectors, or that are other ones than before. */
class OtherEmbeddersTest {
  private static final int BATCH = 4;

  @TempDir
  Path folder;

  private Workplace place;

  @BeforeEach
  void makePlace() {
    place = new Workplace(folder);
    for (String about : List.of("coal", "peat", "ore", "wood")) {
      place.write(about + ".md", article(about));
    }
  }

  /** One that makes vectors of this length, and fails from a text on. */
  private static final class Provider implements Embedder {
    private final String version;
    private final int said;
    private final int made;
    private int left;
    private int embedded;

    Provider(String version, int said, int made, int left) {
      this.version = version;
      this.said = said;
      this.made = made;
      this.left = left;
    }

    static Provider of(int dimensions) {
      return new Provider("provider-" + dimensions, dimensions, dimensions, Integer.MAX_VALUE);
    }

    @Override
    public String version() {
      return version;
    }

    @Override
    public int dimensions() {
      return said;
    }

    @Override
    public int batch() {
      return BATCH;
    }

    @Override
    public List<float[]> embed(List<String> passages) {
      if (left < passages.size()) {
        throw new StepFailed("model-rate", "acme:embeds is asked too much at a time", true);
      }
      left -= passages.size();
      embedded += passages.size();
      return passages.stream().map(this::embedQuery).toList();
    }

    @Override
    public float[] embedQuery(String query) {
      float[] vector = new float[made];
      vector[Math.floorMod(query.hashCode(), made)] = 1;
      return vector;
    }
  }

  @Test
  void a_failure_amid_a_sync_loses_nothing_and_the_next_one_embeds_the_rest_only() {
    Provider failing = new Provider("acme:embeds", 8, 8, 3 * BATCH + 1);
    assertThatThrownBy(() -> place.sync(failing)).isInstanceOf(StepFailed.class)
        .hasMessage("acme:embeds is asked too much at a time");
    assertThat(place.indexed()).as("readers see nothing of it").isEmpty();

    Provider again = new Provider("acme:embeds", 8, 8, Integer.MAX_VALUE);
    SyncReport report = place.sync(again);

    assertThat(failing.embedded).isEqualTo(3 * BATCH);
    assertThat(again.embedded).isEqualTo(report.embedded()).isEqualTo(report.chunks() - 3 * BATCH);
    assertThat(place.indexed()).hasSize(4);
  }

  @Test
  void vectors_up_to_the_limit_are_indexed_and_found_and_may_change_their_length() {
    for (int dimensions : new int[]{8, 1536, 3072, KnowledgeIndex.MOST_DIMENSIONS, 384}) {
      Provider embedder = Provider.of(dimensions);
      SyncReport report = place.sync(embedder);

      assertThat(embedder.embedded).isEqualTo(report.chunks());
      assertThat(report.redone()).isEqualTo(dimensions == 8 ? Map.of() : Map.of(Stage.EMBED, 4));
      try (KnowledgeIndex index = LuceneIndex.open(Sync.indexFolder(place.home));
          Snapshot snapshot = index.snapshot(index.newest().orElseThrow().name(), Principals.OPERATOR)) {
        snapshot.verify();
        assertThat(snapshot.candidates(Probe.dense(embedder.embedQuery("x")), 3)).hasSize(3);
      }
    }
  }

  @Test
  void longer_vectors_than_an_index_takes_are_refused_before_any_passage_is_embedded() {
    Provider embedder = Provider.of(KnowledgeIndex.MOST_DIMENSIONS + 1);
    assertThatThrownBy(() -> place.sync(embedder))
        .hasMessage("the embedder provider-4097 makes vectors of 4097"
            + " dimensions, and an index takes at most 4096; ask it for fewer with dimensions, or name another model");
    assertThat(embedder.embedded).isZero();
  }

  @Test
  void another_model_under_the_same_name_is_told_by_the_length_of_its_vectors() {
    place.sync(new Provider("acme:embeds", 8, 8, Integer.MAX_VALUE));
    place.write("new.md", article("tar"));
    assertThatThrownBy(() -> place.sync(new Provider("acme:embeds", 16, 16, Integer.MAX_VALUE)))
        .hasMessage(
            "the embedder acme:embeds has made a vector of 16 dimensions, and those that are kept of it have 8:"
                + " it is another model under the same name; give it another name in athanor.yaml, so that all is embedded"
                + " again");
    assertThat(place.indexed()).as("what was synced before").hasSize(4);
    assertThat(place.sync(new Provider("acme:embeds", 8, 8, Integer.MAX_VALUE)).added()).isEqualTo(1);
  }

  @Test
  void a_sync_that_has_nothing_to_embed_asks_nobody() {
    place.sync(new Provider("acme:embeds", 8, 8, Integer.MAX_VALUE));
    assertThat(place.sync(new Provider("acme:embeds", 8, 8, 0)).unchanged()).isEqualTo(4);
  }
}
