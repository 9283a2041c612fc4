package dev.athanor.system.rag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.RunId;
import dev.athanor.json.Json;
import dev.athanor.knowledge.answer.Answer;
import dev.athanor.knowledge.answer.Answer.Abstained;
import dev.athanor.knowledge.answer.Answer.Answered;
import dev.athanor.knowledge.answer.Answer.Reason;
import dev.athanor.knowledge.answer.Citation;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import dev.athanor.model.FinishReason;
import dev.athanor.model.Message;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelOperation;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.Prices;
import dev.athanor.model.Usage;
import dev.athanor.prompt.PromptName;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.athanor.run.Replay;
import dev.athanor.run.RunOptions;
import dev.athanor.run.Runs;
import dev.athanor.system.asking.Asking;
import dev.athanor.system.asking.ModelChoice;
import dev.athanor.system.asking.PromptChoice;
import dev.athanor.system.context.ContextLimits;
import dev.athanor.system.conversation.Inquiry;
import dev.athanor.system.shipped.ShippedPrompts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RagProgramTest {
  private static final ModelName MODEL = ModelName.parse("test:one");

  private final Shelf shelf = new Shelf()
      .with("Leave",
          "Employees have 30 days of leave. Leave not taken by March is lost. 🏖️ It can't be sold.", 0.8)
      .with("Notice", "The notice period is three months. In the trial period it is two weeks.", 0.7);
  private final List<ModelRequest> asked = new ArrayList<>();
  private final Deque<String> answers = new ArrayDeque<>();
  private RagSettings settings = RagSettings.STANDARD;
  private PromptName prompt = ShippedPrompts.RAG;

  private static String json(boolean answerable, String text) {
    return Json.object().put("answerable", answerable).put("missing", answerable ? "" : text)
        .put("answer", answerable
            ? text
            : "")
        .toString();
  }

  private Program<Inquiry, Answer> program() {
    var operation = new ModelOperation(_ -> (request, _) -> {
      asked.add(request);
      return new ModelResponse(Message.assistant(answers.removeFirst()), FinishReason.STOP, Usage.of(100, 10),
          Optional
              .empty(),
          Optional.empty(), Map.of());
    }, Prices.UNKNOWN);
    return RagProgram.of(shelf, new Asking(operation));
  }

  private Answer ask(String question) {
    return ask(Inquiry.of(question));
  }

  private Answer ask(Inquiry inquiry) {
    try (Runs runs = new Runs(new InMemoryJournal())) {
      RunId id = RunId.fresh();
      RunOptions options =
          RagProgram.pin(RunOptions.PLAIN, Shelf.SNAPSHOT, RetrievalSettings.STANDARD, settings,
              ContextLimits.STANDARD);
      options = ModelChoice.of(MODEL).pin(options);
      options = new PromptChoice(ShippedPrompts.find(prompt).orElseThrow(),
          ShippedPrompts.find(ShippedPrompts.REPAIR)
              .orElseThrow())
          .pin(options);
      Outcome<Answer> outcome = runs.start(id, program(), inquiry, options).outcome();
      Replay<?> replay = runs.replay(runs.recording(id), program());
      assertThat(replay.identical()).as("replays: %s", replay.divergence()).isTrue();
      return outcome.output();
    }
  }

  @Test
  void anAnswerIsCitedByTheSentencesThatBearItOut() {
    answers.add(json(true, "You have 30 days of leave [1]. The notice period is three months [2]."));
    assertThat(ask("How much leave, and how long is the notice?")).isInstanceOfSatisfying(Answered.class,
        answered -> {
          assertThat(answered.answer())
              .isEqualTo("You have 30 days of leave [1]. The notice period is three months [2].");
          assertThat(answered.citations()).containsExactly(
              new Citation("Leave.md", "v1", "Leave", 100, 132, "Employees have 30 days of leave.",
                  Optional.of(1)),
              new Citation("Notice.md", "v1", "Notice", 100, 134, "The notice period is three months.",
                  Optional.of(2)));
        });
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst().messages().getLast().text()).contains("[1] Leave\nEmployees have 30 days")
        .endsWith("Question: How much leave, and how long is the notice?");
    assertThat(asked.getFirst().settings().maxOutputTokens()).contains(1_000);
  }

  @Test
  void anAnswerThatNamesNoEvidenceIsAskedForOnceMoreAndTheModelIsToldWhy() {
    answers.add(json(true, "You have 30 days of leave. That is a lot [7]."));
    answers.add(json(true, "You have 30 days of leave [1]."));
    assertThat(ask("How much leave?")).isInstanceOfSatisfying(Answered.class,
        answered -> assertThat(answered.answer())
            .isEqualTo("You have 30 days of leave [1]."));
    assertThat(asked).hasSize(2);
    assertThat(asked.getLast().messages()).startsWith(asked.getFirst().messages().toArray(Message[]::new));
    assertThat(asked.getLast().messages().getLast().text()).contains(
        "- [7] is no piece of evidence; there are [1] to [2]").contains(
            "- the sentence \"You have 30 days of leave.\" names no evidence");
  }

  @Test
  void whatIsStillWrongAfterTheRepairIsAnAbstentionThatSaysWhy() {
    answers.add(json(true, "You have 30 days of leave."));
    answers.add(json(true, "You have 31 days of leave [9]."));
    assertThat(ask("How much leave?")).isInstanceOfSatisfying(Abstained.class, abstained -> {
      assertThat(abstained.reason()).isEqualTo(Reason.UNSUPPORTED);
      assertThat(abstained.explanation()).isEqualTo(
          "The model's answer is not borne out by the evidence, also after it was told so: [9] is no piece of evidence; there"
              + " are [1] to [2]. What it said is in the run: athanor show --step repair RUN.");
    });
  }

  @Test
  void aModelMaySayThatTheEvidenceDoesNotAnswer() {
    answers.add(json(false, "It does not say who pays."));
    assertThat(ask("Who pays?")).isInstanceOfSatisfying(Abstained.class, abstained -> {
      assertThat(abstained.reason()).isEqualTo(Reason.NOT_IN_EVIDENCE);
      assertThat(abstained.explanation()).isEqualTo(
          "The model finds no answer in the 2 passages that it was shown: It does not say who pays; ask in other words, or sync"
              + " documents that say something about it.");
      assertThat(abstained.citations()).hasSize(2);
    });
  }
}
