package dev.athanor.knowledge.answer;

import static dev.athanor.knowledge.index.TestKnowledge.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.journal.Entry;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.Path;
import dev.athanor.journal.Result;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Stamped;
import dev.athanor.json.Json;
import dev.athanor.knowledge.answer.Answer.Abstained;
import dev.athanor.knowledge.answer.Answer.Answered;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.embed.OnnxEmbedder;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.lucene.LuceneIndex;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.index.TestKnowledge;
import dev.athanor.knowledge.retrieve.Retrieval;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import dev.athanor.knowledge.retrieve.RetrieveOperation;
import dev.athanor.knowledge.retrieve.Retriever;
import dev.athanor.run.Fork;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.athanor.run.Recording;
import dev.athanor.run.Replay;
import dev.athanor.run.RunOptions;
import dev.athanor.run.Runs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DoubleNode;

class ExtractiveProgramTest {
  private static final Path RETRIEVE = Path.ROOT.child("retrieve", 0);
  private static final Map<String, String> TEXTS = new HashMap<>();

  @TempDir
  private static java.nio.file.Path folder;
  private static OnnxEmbedder embedder;
  private static KnowledgeIndex index;
  private static Program<String, Answer> program;
  private static SnapshotName snapshot;

  @BeforeAll
  static void fill() {
    embedder = OnnxEmbedder.bgeSmall(java.nio.file.Path.of("target", "embed-cache"), 2);
    index = LuceneIndex.open(folder);
    List<ChunkedDocument> documents = List.of(
        document("kiln 🔥/größe.md", "The Kiln of Lübeck",
            "# History 🏺\nThe kiln 🔥 of Lübeck was built by Hinrich Möller in 1648 for the brick makers of the town. He had"
                + " learned his trade in Delft. The first bricks were sold to the church of St. Mary.\n# Working\nThe kiln holds"
                + " 12,000 bricks and is heated for nine days with peat. A firing uses about 40 tons of peat."),
        document("tea.txt", "Tea",
            "Tea is made from the leaves of Camellia sinensis. Green tea is heated soon after picking, so that the leaves"
                + " stay green. Black tea is left to oxidise. The custom of afternoon tea is said to go back to Anna, Duchess"
                + " of Bedford, in about 1840."),
        document("رسالة.txt", "الرسالة", "😀 كتب ابن سينا كتاب القانون في الطب. وصف فيه أدوية كثيرة."));
    documents.forEach(each -> TEXTS.put(each.document().id().value(), each.document().text()));
    snapshot = TestKnowledge.commit(index, embedder, documents.toArray(ChunkedDocument[]::new)).name();
    program = ExtractiveProgram.of(new RetrieveOperation(new Retriever(index, embedder)),
        new ExtractOperation(new Extractor(index, embedder)));
  }

  @AfterAll
  static void close() {
    index.close();
    embedder.close();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|',
      value = {"Who built the kiln of Lübeck? | built by Hinrich Möller | Hinrich Möller",
          "When was the kiln of Lübeck built? | built by Hinrich Möller in 1648 | 1648",
          "How many bricks does the kiln hold? | holds 12,000 bricks | 12,000",
          "Who began the custom of afternoon tea? | custom of afternoon tea | Anna"})
  void a_question_that_the_documents_answer_is_answered_with_an_exact_quote(String question, String sentence,
      String words) {
    assertThat(ask(question)).isInstanceOfSatisfying(Answered.class, answered -> {
      assertThat(answered.answer()).contains(sentence);
      assertThat(answered.highlight().orElseThrow().text()).contains(words);
      assertThat(answered.citations()).isNotEmpty();
      answered.citations().forEach(ExtractiveProgramTest::assertExact);
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"Who won the football world cup in 1974?", "What is the boiling point of tungsten?",
      "Which president signed the treaty?"})
  void a_question_that_they_do_not_answer_is_refused_with_what_comes_nearest(String question) {
    assertThat(ask(question)).isInstanceOfSatisfying(Abstained.class, abstained -> {
      assertThat(abstained.reason()).isEqualTo(Answer.Reason.WEAK_EVIDENCE);
      assertThat(abstained.explanation()).contains("don't seem to answer this")
          .contains("less than the 0.50 asked for");
      abstained.citations().forEach(ExtractiveProgramTest::assertExact);
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?!", " \n "})
  void what_asks_nothing_finds_nothing(String question) {
    assertThat(ask(question)).isInstanceOfSatisfying(Abstained.class, abstained -> {
      assertThat(abstained.reason()).isEqualTo(Answer.Reason.NOTHING_FOUND);
      assertThat(abstained.explanation()).contains("has no passage for this question");
      assertThat(abstained.citations()).isEmpty();
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"من كتب القانون؟", "😀", "+kiln -built AND (", "the of and"})
  void odd_questions_get_exact_quotes_too(String question) {
    switch (ask(question)) {
      case Answered answered -> answered.citations().forEach(ExtractiveProgramTest::assertExact);
      case Abstained abstained -> abstained.citations().forEach(ExtractiveProgramTest::assertExact);
    }
  }

  @Test
  void a_run_replays_to_the_same_answer_without_living_a_step() {
    try (var runs = new Runs(new InMemoryJournal())) {
      RunId id = RunId.fresh();
      Answer answer = runs.start(id, program, "Who built the kiln of Lübeck?", standard()).outcome().output();
      Replay<Answer> replay = runs.replay(runs.recording(id), program);
      assertThat(replay.identical()).isTrue();
      assertThat(replay.steps()).isEqualTo(2);
      assertThat(replay.lived()).isZero();
      assertThat(replay.outcome()).isEqualTo(new Outcome.Done<>(answer));
    }
  }

  @Test
  void a_fork_searches_with_its_own_settings() {
    try (var runs = new Runs(new InMemoryJournal())) {
      RunId id = RunId.fresh();
      runs.start(id, program, "Who built the kiln of Lübeck?", standard()).outcome().output();
      var forked = runs.fork(id, Fork.at(RETRIEVE).set("retrieval.denseWeight", DoubleNode.valueOf(0)));
      assertThat(forked.outcome()).isInstanceOf(Outcome.Done.class);
      assertThat(weights(runs, id)).containsOnly(0.7);
      assertThat(weights(runs, forked.id())).containsOnly(0.0);
    }
  }

  @Test
  void a_wrong_setting_of_a_fork_is_told() {
    try (var runs = new Runs(new InMemoryJournal())) {
      RunId id = RunId.fresh();
      runs.start(id, program, "Who built it?", standard()).outcome().output();
      var forked = runs.fork(id, Fork.at(RETRIEVE).set("retrieval.denseWeight", DoubleNode.valueOf(7)));
      assertThatThrownBy(() -> forked.outcome().output())
          .hasMessageContaining("retrieval.denseWeight is 7.0; expected a number from 0 (words only) to 1");
    }
  }

  @Test
  void the_answer_has_the_documented_form_in_json() {
    JsonNode answered = Answer.CODEC.encode(ask("Who built the kiln of Lübeck?"));
    assertThat(answered.get("outcome").stringValue()).isEqualTo("answered");
    assertThat(answered.get("answer").stringValue()).contains("Hinrich Möller");
    assertThat(answered.get("citations").get(0).propertyNames()).containsExactly("document", "version",
        "section", "start",
        "end", "quote");
    assertThat(answered.get("citations").get(0).get("section").stringValue())
        .isEqualTo("The Kiln of Lübeck > History 🏺");
    Answer abstained = ask("Which president signed the treaty?");
    assertThat(Answer.CODEC.encode(abstained).get("outcome").stringValue()).isEqualTo("abstained");
    assertThat(Answer.CODEC.decode(Json.parse(Answer.CODEC.encode(abstained).toString())))
        .isEqualTo(abstained);
  }

  @Test
  void with_no_confidence_asked_for_it_always_answers() {
    var daring = new AnswerSettings(5, 24, 2, 0);
    assertThat(ask("Which president signed the treaty?",
        ExtractiveProgram.pinned(snapshot, RetrievalSettings.STANDARD, daring)))
        .isInstanceOf(Answered.class);
    assertThatThrownBy(() -> new AnswerSettings(5, 24, 2, 1.1))
        .hasMessageContaining(
            "answer.minimumConfidence is 1.1; expected a number from 0 (always answer) to 1");
    assertThatThrownBy(() -> new AnswerSettings(0, 24, 2, 1))
        .hasMessageContaining("answer.passages is 0; expected");
  }

  /** What meaning counted in the recorded search of a run. */
  private static List<Double> weights(Runs runs, RunId id) {
    Recording recording = runs.recording(id);
    return recording.entries().stream().map(Stamped::entry)
        .filter(each -> each instanceof Entry.Completed(var path, _, _, _, _, _, _, _, _, _)
            && path.equals(RETRIEVE))
        .map(
            each -> ((Result.Ok) ((Entry.Completed) each).result()).value().value(recording.contents()::part))
        .flatMap(each -> Retrieval.CODEC.decode(each).hits().stream())
        .map(hit -> hit.score().dense().orElseThrow().weight()).toList();
  }

  private static void assertExact(Citation citation) {
    int[] text = TEXTS.getOrDefault(citation.document(), "").codePoints().toArray();
    assertThat(new String(text, citation.start(), citation.end() - citation.start()))
        .isEqualTo(citation.quote());
  }

  private static Answer ask(String question) {
    return ask(question, standard());
  }

  private static Answer ask(String question, RunOptions options) {
    try (var runs = new Runs(new InMemoryJournal())) {
      return runs.start(RunId.fresh(), program, question, options).outcome().output();
    }
  }

  private static RunOptions standard() {
    return ExtractiveProgram.pinned(snapshot, RetrievalSettings.STANDARD, AnswerSettings.STANDARD);
  }
}
