package dev.athanor.knowledge.retrieve;

import static dev.athanor.knowledge.index.TestKnowledge.commit;
import static dev.athanor.knowledge.index.TestKnowledge.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.json.CanonicalJson;
import dev.athanor.json.Json;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.embed.Embedder;
import java.util.Optional;
import dev.athanor.knowledge.embed.Embedders;
import dev.athanor.knowledge.embed.WordsEmbedder;
import dev.athanor.knowledge.index.IndexSession;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.lucene.LuceneIndex;
import dev.athanor.knowledge.index.SnapshotName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.HashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetrieverTest {
  private static final Embedder EMBEDDER = new WordsEmbedder();
  private static final RetrievalSettings SETTINGS = RetrievalSettings.STANDARD;

  private final Map<String, String> texts = new HashMap<>();

  @TempDir
  private Path folder;
  private KnowledgeIndex index;
  private Retriever retriever;
  private SnapshotName snapshot;

  @BeforeEach
  void fill() {
    index = LuceneIndex.open(folder);
    retriever = new Retriever(index, EMBEDDER);
    List<ChunkedDocument> documents = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      documents.add(document("books/" + i + " größe 😀.txt", "Book " + i,
          "#Fire 🔥\nThe furnace of book " + i + " burns charcoal 🜂 all night. " + "It is fed by a tower. "
              .repeat(8)
              + "\n#Water\nمرحبا بالعالم. The bath keeps an even heat, furnace or not 💧. " + "It boils. "
                  .repeat(30)));
    }
    documents.add(document("other", "Other", "The treaty was signed in 1648."));
    documents.forEach(each -> texts.put(each.document().id().value(), each.document().text()));
    snapshot = commit(index, EMBEDDER, documents.toArray(ChunkedDocument[]::new)).name();
  }

  @AfterEach
  void close() {
    index.close();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void the_text_of_a_hit_is_the_documents_text_from_start_to_end_in_code_points(Mode mode) {
    List<Hit> hits = search("furnace charcoal heat bath", SETTINGS.in(mode));
    assertThat(hits).isNotEmpty();
    for (Hit hit : hits) {
      int[] codePoints = texts.getOrDefault(hit.place().document(), "").codePoints().toArray();
      for (Passage each : List.of(hit.passage(), hit.section().orElseThrow())) {
        assertThat(new String(codePoints, each.start(), each.end() - each.start())).isEqualTo(each.text());
      }
      assertThat(hit.section().orElseThrow().text()).contains(hit.passage().text());
    }
  }

  @Test
  void each_hit_says_where_it_stands_and_why_it_was_found() {
    Hit hit = search("charcoal", SETTINGS).getFirst();
    assertThat(hit.place().section()).isEqualTo(hit.place().title() + " > Fire 🔥");
    Score.Part keyword = hit.score().keyword().orElseThrow();
    assertThat(keyword.raw()).isPositive();
    assertThat(keyword.rank()).isBetween(1, 6);
    assertThat(hit.score().dense().orElseThrow().weight()).isEqualTo(0.7);
  }

  @Test
  void searching_by_words_asks_for_no_vector_and_says_nothing_of_meaning() {
    var deaf = new Embedder() {
      @Override
      public String version() {
        return "deaf";
      }

      @Override
      public int dimensions() {
        return 1;
      }

      @Override
      public List<float[]> embed(List<String> passages) {
        throw new AssertionError("embedded");
      }

      @Override
      public float[] embedQuery(String query) {
        throw new AssertionError("embedded");
      }
    };
    Retrieval found = new Retriever(index, deaf).retrieve(new RetrieveRequest(snapshot, "treaty", SETTINGS.in(
        Mode.KEYWORD)));
    assertThat(found.hits()).hasSize(1);
    assertThat(found.hits().getFirst().score().dense()).isEmpty();
    assertThatThrownBy(() -> new Retriever(index, deaf).retrieve(new RetrieveRequest(snapshot, "treaty",
        SETTINGS)))
        .hasMessageContaining("has vectors of words-1, which don't compare with those of deaf")
        .hasMessageContaining("run `athanor sync`");
  }

  @Test
  void the_snapshot_decides_which_of_several_embedders_embeds_the_question() {
    Embedders several = new Embedders() {
      @Override
      public Embedder standard() {
        throw new AssertionError("asked for another one");
      }

      @Override
      public Optional<Embedder> of(String version) {
        return Optional.of(EMBEDDER).filter(each -> each.version().equals(version));
      }

      @Override
      public List<String> versions() {
        return List.of("one", "two");
      }
    };
    var request = new RetrieveRequest(snapshot, "furnace", SETTINGS);
    assertThat(new Retriever(index, several, Rerankers.NONE).retrieve(request))
        .isEqualTo(retriever.retrieve(request));
  }

  @Test
  void a_question_whose_vector_has_another_length_is_refused_by_name() {
    Embedder changed = new Embedder() {
      @Override
      public String version() {
        return EMBEDDER.version();
      }

      @Override
      public int dimensions() {
        return 2;
      }

      @Override
      public List<float[]> embed(List<String> passages) {
        throw new AssertionError("nothing is to be embedded but the question");
      }

      @Override
      public float[] embedQuery(String query) {
        return new float[]{0, 1};
      }
    };
    assertThatThrownBy(
        () -> new Retriever(index, changed).retrieve(new RetrieveRequest(snapshot, "furnace", SETTINGS)))
        .hasMessage("the embedder words-1 has made a vector of 2 dimensions for the question, and snapshot "
            + snapshot
            + " has vectors of 32: it is another model under the same name; give it another name in athanor.yaml and"
            + " run `athanor sync`, or search with retrieval.mode keyword");
  }

  @Test
  void no_document_takes_more_places_than_its_cap_while_others_have_hits() {
    RetrievalSettings one = new RetrievalSettings(Mode.KEYWORD, 6, 100, 0.7, 1, false);
    assertThat(search("furnace", one).stream().map(hit -> hit.place().document())).hasSize(6)
        .doesNotHaveDuplicates();
    RetrievalSettings more = new RetrievalSettings(Mode.KEYWORD, 9, 100, 0.7, 1, false);
    List<String> documents = search("furnace", more).stream().map(hit -> hit.place().document()).toList();
    assertThat(documents).hasSize(9);
    assertThat(documents.subList(0, 6)).doesNotHaveDuplicates();
  }

  @Test
  void what_is_over_the_cap_and_a_hit_after_all_is_not_told_as_left_out() {
    RetrievalSettings seven = new RetrievalSettings(Mode.KEYWORD, 7, 100, 0.7, 1, false);
    Retrieval found =
        retriever.retrieve(new RetrieveRequest(snapshot, "furnace", seven.with(CopySettings.KEEP)));

    assertThat(found.hits()).hasSize(7);
    assertThat(found.explanation().orElseThrow().dropped()).isNotEmpty()
        .extracting(Explanation.Dropped::chunk)
        .doesNotContainAnyElementsOf(found.hits().stream().map(Hit::chunk).toList());
  }

  @Test
  void chunks_of_one_section_are_one_hit_only_when_sections_are_asked_for() {
    RetrievalSettings chunks = new RetrievalSettings(Mode.KEYWORD, 50, 100, 0.7, 50, false);
    List<Hit> apart = search("boils", chunks);
    assertThat(apart).hasSizeGreaterThan(6).allSatisfy(hit -> assertThat(hit.section()).isEmpty());
    List<Hit> together = search("boils", new RetrievalSettings(Mode.KEYWORD, 50, 100, 0.7, 50, true));
    assertThat(together).hasSizeLessThan(apart.size());
    assertThat(together.stream().map(hit -> hit.place().document() + hit.section())).doesNotHaveDuplicates();
  }

  @Test
  void the_same_request_gives_the_same_bytes_also_after_another_commit() {
    byte[] first = bytes(search("even heat of the furnace", SETTINGS));
    try (IndexSession session = index.begin(EMBEDDER.version())) {
      session.clear();
      session.commit("emptied");
    }
    assertThat(bytes(search("even heat of the furnace", SETTINGS))).isEqualTo(first);
    try (var again = LuceneIndex.open(folder)) {
      assertThat(bytes(new Retriever(again, EMBEDDER)
          .retrieve(
              new RetrieveRequest(snapshot, "even heat of the furnace", SETTINGS.with(CopySettings.KEEP)))
          .hits())).isEqualTo(
              first);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n", "?!", "*", "\\", "()[]{}\"~^:/-+"})
  void a_query_that_says_nothing_finds_nothing(String query) {
    assertThat(search(query, SETTINGS)).isEmpty();
  }

  @Test
  void a_query_of_stop_words_or_of_ten_thousand_words_is_answered() {
    assertThat(search("to be or not to be", SETTINGS)).isNotEmpty();
    assertThat(search("furnace charcoal ".repeat(5_000), SETTINGS)).hasSize(7);
    assertThat(search("furnace".repeat(14_300), SETTINGS)).hasSizeLessThan(8);
    assertThat(search("電".repeat(100_000), SETTINGS.in(Mode.KEYWORD))).isEmpty();
  }

  @Test
  void requests_and_results_survive_json() {
    var request = new RetrieveRequest(snapshot, "furnace 🔥", SETTINGS);
    assertThat(RetrieveRequest.CODEC.decode(RetrieveRequest.CODEC.encode(request))).isEqualTo(request);
    Retrieval found = retriever.retrieve(request);
    assertThat(Retrieval.CODEC.decode(Json.parse(CanonicalJson.text(Retrieval.CODEC.encode(found)))))
        .isEqualTo(found);
    assertThat(RetrievalSettings.CODEC.encode(SETTINGS).toString())
        .isEqualTo(
            "{\"mode\":\"hybrid\",\"k\":10,\"candidates\":100,\"denseWeight\":0.7,\"perDocument\":3,\"expandParents\":true}");
  }

  @Test
  void settings_out_of_bounds_are_refused_with_the_value_and_the_bounds() {
    assertThatThrownBy(() -> new RetrievalSettings(Mode.HYBRID, 10, 100, 1.5, 3, true))
        .hasMessageContaining("retrieval.denseWeight is 1.5; expected a number from 0 (words only) to 1");
    assertThatThrownBy(() -> SETTINGS.top(0)).hasMessageContaining(
        "retrieval.k is 0; expected a whole number from 1");
    assertThatThrownBy(() -> new RetrievalSettings(Mode.HYBRID, 10, 5, 0.5, 3, true))
        .hasMessageContaining("retrieval.candidates is 5; expected a whole number from 10");
  }

  private List<Hit> search(String query, RetrievalSettings settings) {
    return retriever.retrieve(new RetrieveRequest(snapshot, query, settings.with(CopySettings.KEEP))).hits();
  }

  private byte[] bytes(List<Hit> hits) {
    return CanonicalJson.bytes(Retrieval.CODEC.encode(new Retrieval(snapshot, hits)));
  }
}
