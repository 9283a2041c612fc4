package dev.athanor.knowledge.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.embed.WordsEmbedder;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.index.TestKnowledge;
import dev.athanor.knowledge.index.lucene.LuceneIndex;
import dev.athanor.knowledge.retrieve.Hit;
import dev.athanor.knowledge.retrieve.Mode;
import dev.athanor.knowledge.retrieve.RerankSettings;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import dev.athanor.knowledge.retrieve.RetrieveRequest;
import dev.athanor.knowledge.retrieve.Retriever;
import dev.athanor.knowledge.retrieve.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxRerankerTest {
  private static final String PIECES = "[PAD]\n[UNK]\n[CLS]\n[SEP]\none\ntwo\nthree\n##s\n";

  @TempDir
  private Path folder;
  private Path model;
  private Path tokenizer;

  @BeforeEach
  void write() throws IOException {
    model = TinyModel.sumOfPassage(folder.resolve("model.onnx"));
    tokenizer = Files.writeString(folder.resolve("vocab.txt"), PIECES);
  }

  @Test
  void a_model_sees_question_and_passage_as_one_pair_and_gives_each_pair_a_number() {
    try (var reranker = new OnnxReranker(model, tokenizer)) {
      // one is 4, two is 5, threes is 6 and 7, the end of the passage is 3.
      assertThat(reranker.scores("two", List.of("one", "threes", ""))).containsExactly(7, 16, 3);
      assertThat(reranker.scores("one one", List.of("one"))).containsExactly(7);
      assertThat(reranker.scores("one", List.of())).isEmpty();
    }
  }

  @Test
  void what_is_too_long_is_cut_off_at_512_tokens() {
    try (var reranker = new OnnxReranker(model, tokenizer)) {
      double[] scores = reranker.scores("two", List.of("one ".repeat(508), "one ".repeat(9_000)));
      assertThat(scores).containsExactly(508 * 4 + 3, 508 * 4 + 3);
      assertThat(reranker.scores("two ".repeat(50_000), List.of("one ".repeat(9_000))))
          .containsExactly(255 * 4 + 3);
    }
  }

  @Test
  void a_tokenizer_comes_as_a_list_of_pieces_or_as_json() throws IOException {
    Path json =
        Files.writeString(folder.resolve("tokenizer.json"), "{\"normalizer\":{\"lowercase\":true},\"model\":{"
            + "\"type\":\"WordPiece\",\"vocab\":{\"[UNK]\":1,\"[CLS]\":2,\"[SEP]\":3,\"one\":4}}}");
    try (var reranker = new OnnxReranker(model, json)) {
      assertThat(reranker.scores("one", List.of("ONE"))).containsExactly(7);
    }
  }

  @Test
  void the_version_tells_one_model_and_tokenizer_from_another() throws IOException {
    try (var one = new OnnxReranker(model, tokenizer); var same = new OnnxReranker(model, tokenizer);
        var other = new OnnxReranker(TinyModel.numberForEachToken(folder.resolve("other.onnx")), tokenizer);
        var worded = new OnnxReranker(model, Files.writeString(folder.resolve("v.txt"), PIECES + "four\n"))) {
      assertThat(one.version()).isEqualTo(same.version()).startsWith("reranker-").contains("+onnxruntime-");
      assertThat(List.of(other.version(), worded.version())).doesNotContain(one.version());
    }
  }

  @Test
  void files_that_are_missing_or_something_else_are_named_with_what_was_expected() throws IOException {
    Path nothing = folder.resolve("nothing.onnx");
    assertRefused(nothing, tokenizer, "the reranker's model " + nothing + " can't be read: ",
        "expected a file; mend knowledge.retrieval.reranker.model in athanor.yaml");
    assertRefused(model, nothing, "the reranker's tokenizer " + nothing + " can't be read: ");
    Path text = Files.writeString(folder.resolve("text.onnx"), "no model at all");
    assertRefused(text, tokenizer, "the reranker " + text + " can't be loaded: ",
        "expected the ONNX file of a cross-encoder");
    Path each = TinyModel.numberForEachToken(folder.resolve("each.onnx"));
    assertRefused(each, tokenizer,
        "the reranker " + each + " gives FLOAT of [1, 5]; expected one number for a pair");
    Path pictures = TinyModel.ofPictures(folder.resolve("pictures.onnx"));
    assertRefused(pictures, tokenizer,
        "the reranker " + pictures + " takes pixel_values; expected a model that takes"
            + " input_ids");
  }

  @Test
  void a_tokenizer_of_another_kind_is_refused_since_its_numbers_would_be_wrong() throws IOException {
    Path unigram =
        Files.writeString(folder.resolve("a.json"), "{\"model\":{\"type\":\"Unigram\",\"vocab\":[]}}");
    assertRefused(model, unigram,
        "the reranker's tokenizer " + unigram + " is of the kind \"Unigram\"; expected the"
            + " vocab.txt or the tokenizer.json of an uncased BERT model");
    Path cased = Files.writeString(folder.resolve("b.json"),
        "{\"normalizer\":{\"lowercase\":false},\"model\":{\"vocab\":{}}}");
    assertRefused(model, cased, "is one that tells upper and lower case apart; expected");
    Path few = Files.writeString(folder.resolve("few.txt"), "one\ntwo\n");
    assertRefused(model, few,
        "the reranker's tokenizer " + few + " is none: the vocabulary of 2 pieces has no [UNK]");
  }

  private static void assertRefused(Path model, Path tokenizer, String... said) {
    try (var reranker = new OnnxReranker(model, tokenizer)) {
      var thrown = assertThatThrownBy(() -> reranker.scores("one", List.of("two")))
          .isInstanceOf(AthanorException.class);
      for (String each : said) {
        thrown.hasMessageContaining(each);
      }
    }
  }

  @Test
  void hits_are_in_the_order_of_the_model_and_say_what_they_were_before() {
    try (KnowledgeIndex index = LuceneIndex.open(folder.resolve("index"));
        var reranker = new OnnxReranker(model, tokenizer)) {
      var embedder = new WordsEmbedder();
      SnapshotName name =
          TestKnowledge.commit(index, embedder, TestKnowledge.document("a", "T", "One one one, and four."),
              TestKnowledge.document("b", "T", "One threes threes threes threes here."),
              TestKnowledge.document("c", "T", "Of one another day they told tales.")).name();
      RetrievalSettings settings =
          RetrievalSettings.STANDARD.in(Mode.KEYWORD).top(2).with(new RerankSettings("m", "t", 3));
      var request = new RetrieveRequest(name, "one", settings);
      List<Hit> hits = new Retriever(index, embedder, _ -> reranker).retrieve(request).hits();
      assertThat(hits).hasSize(2);
      assertThat(hits.getFirst().place().document()).isEqualTo("b");
      assertThat(hits)
          .isSortedAccordingTo(java.util.Comparator.comparingDouble((Hit hit) -> -hit.score().total()));
      Score.Reranked first = hits.getFirst().score().reranked().orElseThrow();
      assertThat(first.raw()).isGreaterThan(50);
      assertThat(first.rank()).isGreaterThan(1);
      assertThat(first.fused()).isLessThan(1);
      assertThatThrownBy(() -> new Retriever(index, embedder).retrieve(request)).hasMessageContaining(
          "the search asks for the reranker m, but none is set up here; name it under knowledge.retrieval.reranker");
      RerankSettings asked = new RerankSettings("m", "t", 3);
      var pinned = new Retriever(index, embedder, _ -> reranker);
      assertThat(pinned.retrieve(
          new RetrieveRequest(name, "one", settings.with(asked.pinned(reranker.version())))).hits())
          .isEqualTo(hits);
      assertThatThrownBy(() -> pinned.retrieve(
          new RetrieveRequest(name, "one", settings.with(asked.pinned("reranker-of-before"))))).hasMessage(
              "the run is pinned to reranker-of-before, but m with t is " + reranker.version()
                  + " now; put the files back, or fork the run with --set retrieval.reranker.model=m, which takes"
                  + " what is there");
    }
  }

  @Test
  void settings_of_a_reranker_are_refused_out_of_bounds() {
    assertThatThrownBy(() -> RetrievalSettings.STANDARD.with(new RerankSettings("m", "t", 5)))
        .hasMessageContaining(
            "retrieval.reranker.candidates is 5; expected a whole number from 10");
    assertThatThrownBy(() -> new RerankSettings("m", "t", 0)).hasMessageContaining(
        "retrieval.reranker.candidates is 0; expected a whole number from 1 to 1000");
  }
}
