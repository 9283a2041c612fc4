package dev.athanor.system.rag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.athanor.prompt.Partials;
import dev.athanor.prompt.Prompt;
import dev.athanor.prompt.PromptFile;
import dev.athanor.prompt.PromptName;
import dev.athanor.prompt.RenderedPrompt;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.athanor.run.Replay;
import dev.athanor.run.RunOptions;
import dev.athanor.run.Runs;
import dev.athanor.system.asking.Asking;
import dev.athanor.system.asking.ModelChoice;
import dev.athanor.system.asking.PromptChoice;
import dev.athanor.system.context.ContextLimits;
import dev.athanor.model.Tokens;
import dev.athanor.system.conversation.Inquiry;
import dev.athanor.system.fixture.ScriptedModels;
import dev.athanor.system.fixture.Shelf;
import dev.athanor.system.shipped.ShippedPrompts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RagProgramTest {
  private final Shelf shelf = new Shelf()
      .with("Leave",
          "Employees have 30 days of leave. Leave not taken by March is lost. 🏖️ It can't be sold.", 0.8)
      .with("Notice", "The notice period is three months. In the trial period it is two weeks.", 0.7);
  private final ScriptedModels models = new ScriptedModels();
  private ModelName[] others = {};
  private RagSettings settings = RagSettings.STANDARD;
  private ContextLimits limits = ContextLimits.STANDARD;
  private Prompt prompt = ShippedPrompts.find(ShippedPrompts.RAG).orElseThrow();

  private Program<Inquiry, Answer> program() {
    return RagProgram.of(shelf, new Asking(models.operation()));
  }

  private Answer ask(String question) {
    return ask(Inquiry.of(question));
  }

  private Answer ask(Inquiry inquiry) {
    try (Runs runs = new Runs(new InMemoryJournal())) {
      RunId id = RunId.fresh();
      RunOptions options =
          RagProgram.pin(RunOptions.PLAIN, Shelf.SNAPSHOT, RetrievalSettings.STANDARD, settings,
              limits);
      options = ModelChoice.of(ScriptedModels.ONE).orElse(others).pin(options);
      options = new PromptChoice(prompt,
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
    models.answers("You have 30 days of leave [1]. The notice period is three months [2].");
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
    assertThat(models.asked).hasSize(1);
    assertThat(models.asked.getFirst().messages().getLast().text())
        .contains("[1] Leave\nEmployees have 30 days")
        .endsWith("Question: How much leave, and how long is the notice?");
    assertThat(models.asked.getFirst().settings().maxOutputTokens()).contains(1_000);
  }

  @Test
  void anAnswerThatNamesNoEvidenceIsAskedForOnceMoreAndTheModelIsToldWhy() {
    models.answers("You have 30 days of leave. That is a lot [7].");
    models.answers("You have 30 days of leave [1].");
    assertThat(ask("How much leave?")).isInstanceOfSatisfying(Answered.class,
        answered -> assertThat(answered.answer())
            .isEqualTo("You have 30 days of leave [1]."));
    assertThat(models.asked).hasSize(2);
    assertThat(models.asked.getLast().messages())
        .startsWith(models.asked.getFirst().messages().toArray(Message[]::new));
    assertThat(models.asked.getLast().messages().getLast().text()).contains(
        "- [7] is no piece of evidence; there are [1] to [2]").contains(
            "- the sentence \"You have 30 days of leave.\" names no evidence");
  }

  @Test
  void whatIsStillWrongAfterTheRepairIsAnAbstentionThatSaysWhy() {
    models.answers("You have 30 days of leave.");
    models.answers("You have 31 days of leave [9].");
    assertThat(ask("How much leave?")).isInstanceOfSatisfying(Abstained.class, abstained -> {
      assertThat(abstained.reason()).isEqualTo(Reason.UNSUPPORTED);
      assertThat(abstained.explanation()).isEqualTo(
          "The model's answer is not borne out by the evidence, also after it was told so: [9] is no piece of evidence; there"
              + " are [1] to [2]. What it said: athanor show --step repair RUN");
    });
  }

  @Test
  void theStepThatIsNamedIsThatOfTheModelThatHasAnswered() {
    others = new ModelName[]{ScriptedModels.TWO};
    models.answers("You have 30 days of leave.");
    models.fails(dev.athanor.model.ModelFailures.QUOTA, "no money").answers("You have 31 days of leave.");
    assertThat(ask("How much leave?")).isInstanceOfSatisfying(Abstained.class,
        abstained -> assertThat(abstained.explanation("r7")).endsWith(
            ". What it said: athanor show --step 'repair[1]' r7"));
  }

  @Test
  void aModelMaySayThatTheEvidenceDoesNotAnswer() {
    models.lacks("It does not say who pays.");
    assertThat(ask("Who pays?")).isInstanceOfSatisfying(Abstained.class, abstained -> {
      assertThat(abstained.reason()).isEqualTo(Reason.NOT_IN_EVIDENCE);
      assertThat(abstained.explanation()).isEqualTo(
          "The model finds no answer in the 2 passages that it was shown: It does not say who pays; ask in other words, or sync"
              + " documents that say something about it.");
      assertThat(abstained.citations()).hasSize(2);
    });
  }

  @Test
  void aQuoteThatDoesNotStandInItsEvidenceIsPutRight() {
    settings = new RagSettings(0, RagSettings.Cite.SENTENCE, true);
    prompt = ShippedPrompts.find(ShippedPrompts.RAG_QUOTES).orElseThrow();
    models.says(quoting("It can't be sold [1].", 1, "Leave can not be sold"));
    models.says(quoting("It can't be sold [1].", 1, "is lost. 🏖️ It can’t be  sold."));
    assertThat(ask("Can I sell it?")).isInstanceOfSatisfying(Answered.class,
        answered -> assertThat(answered.citations())
            .containsExactly(new Citation("Leave.md", "v1", "Leave", 158, 187,
                "is lost. 🏖️ It can't be sold.", Optional.of(1))));
    assertThat(models.asked.getLast().messages().getLast().text()).contains(
        "- the quote \"Leave can not be sold\" does not stand in [1]");
  }

  private static String quoting(String answer, int number, String quote) {
    var json = Json.object().put("answerable", true).put("missing", "").put("answer", answer);
    json.putArray("quotes").addObject().put("number", number).put("quote", quote);
    return json.toString();
  }

  @Test
  void aPromptMayWantPlainTextAndThenZeroStandsForNoEvidence() {
    prompt = Prompt.of(PromptName.parse("plain"), PromptFile.of("plain.prompt",
        "{{#each evidence}}{{number}}: {{text}} {{/each}}{{question}}"), Partials.NONE);
    models.says("30 days [1].").says(" [0] Nothing about pay.");
    assertThat(ask("How much leave?")).isInstanceOf(Answered.class);
    assertThat(ask("What pay?")).isInstanceOfSatisfying(Abstained.class,
        abstained -> assertThat(abstained.explanation())
            .contains("Nothing about pay;"));
  }

  @Test
  void anAnswerThatWasCutOffOrIsNoJsonIsAskedForOnceMore() {
    models.says("{\"answerable\": true, \"answer\": \"You have", FinishReason.LENGTH)
        .answers("30 days of leave [1].");
    assertThat(ask("How much leave?")).isInstanceOf(Answered.class);
    assertThat(models.asked.getLast().messages().getLast().text()).contains(
        "- the answer was cut off after 1000 tokens; say it in fewer words");
    models.says("Thirty.").answers("30 days of leave [1].");
    assertThat(ask("How much leave?")).isInstanceOf(Answered.class);
    assertThat(models.asked.getLast().messages().getLast().text())
        .contains("- the answer to the prompt athanor/rag is no JSON");
  }

  @Test
  void whatIsNotLikeTheQuestionIsNoEvidence() {
    settings = new RagSettings(0.75, RagSettings.Cite.SENTENCE, false);
    models.answers("30 days of leave [1].");
    assertThat(ask("How much leave?")).isInstanceOf(Answered.class);
    assertThat(models.asked.getFirst().messages().getLast().text()).contains("[1] Leave")
        .doesNotContain("[2]");
    settings = new RagSettings(0.9, RagSettings.Cite.SENTENCE, false);
    assertThat(ask("How much leave?")).isInstanceOfSatisfying(Abstained.class, abstained -> {
      assertThat(abstained.reason()).isEqualTo(Reason.WEAK_EVIDENCE);
      assertThat(abstained.explanation())
          .isEqualTo("Nothing that was found is about this: its similarity to the question is"
              + " 0.80, less than the 0.90 asked for; ask in other words, sync documents that say something about it, or lower"
              + " minimumSimilarity.");
    });
    assertThat(models.asked).hasSize(1);
  }

  @Test
  void evidenceThatDoesNotFitIsLeftOut() {
    shelf.with("Long", "word ".repeat(2_000), 0.9).with("Short", "Tea is free.", 0.1);
    limits = new ContextLimits(1_000, 100);
    models.answers("Tea is always free [3].");
    assertThat(ask("Is tea free?")).isInstanceOfSatisfying(Answered.class,
        answered -> assertThat(answered.citations()
            .getFirst().document()).isEqualTo("Short.md"));
    RenderedPrompt bare = RagPrompt.rendered(prompt, Inquiry.of("Is tea free?"), List.of(), List.of());
    int fixed = Tokens.of(bare.messages()) + Tokens.of(bare.output());
    limits = new ContextLimits(fixed + 22, 10);
    assertThatThrownBy(() -> ask("Is tea free?")).hasMessageContaining("no piece of evidence fits")
        .hasMessageContaining(
            "raise limits.context if the model reads more");
  }

  @Test
  void whatFindsNothingAsksNoModel() {
    Shelf empty = new Shelf();
    try (Runs runs = new Runs(new InMemoryJournal())) {
      RunOptions options =
          new PromptChoice(prompt, prompt).pin(ModelChoice.of(ScriptedModels.ONE).pin(RagProgram.pin(
              RunOptions.PLAIN, Shelf.SNAPSHOT, RetrievalSettings.STANDARD, settings, limits)));
      assertThat(runs
          .start(RunId.fresh(), RagProgram.of(empty, new Asking(models.operation())), Inquiry.of("x"),
              options)
          .outcome().output())
          .isInstanceOfSatisfying(Abstained.class, abstained -> assertThat(abstained.reason()).isEqualTo(
              Reason.NOTHING_FOUND));
    }
    assertThat(models.asked).isEmpty();
  }
}
