package dev.athanor.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.journal.Budget;
import dev.athanor.journal.Entry;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.knowledge.answer.Answer;
import dev.athanor.knowledge.answer.Answer.Answered;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import dev.athanor.model.FinishReason;
import dev.athanor.model.Message;
import dev.athanor.model.ModelFailures;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelSettings;
import dev.athanor.model.OutputFormat;
import dev.athanor.prompt.PromptLibrary;
import dev.athanor.run.Fork;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.athanor.run.RunOptions;
import dev.athanor.run.Runs;
import dev.athanor.system.asking.Asking;
import dev.athanor.system.context.ContextLimits;
import dev.athanor.system.conversation.Inquiry;
import dev.athanor.system.fixture.ScriptedModels;
import dev.athanor.system.fixture.Shelf;
import dev.athanor.system.prompted.PromptProgram;
import dev.athanor.system.rag.RagProgram;
import dev.athanor.system.rag.RagSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemsTest {
  private static final ModelUse ONE = ModelUse.of("test:one");

  @TempDir
  private java.nio.file.Path folder;
  private final InMemoryJournal journal = new InMemoryJournal();
  private final Runs runs = new Runs(journal);
  private final ScriptedModels models = new ScriptedModels();
  private final Shelf shelf = new Shelf().with("Leave", "Employees have 30 days of leave.", 0.8);
  private ModelUse defaults = ModelUse.UNSAID;

  @AfterEach
  void close() {
    runs.close();
  }

  private Systems systems() {
    Asking asking = new Asking(models.operation());
    var programs =
        new SystemPrograms(new Program<>("extractive", Codec.TEXT, Answer.CODEC, (_, _) -> Answered.written(
            "without a model", List.of())), RagProgram.of(shelf, asking), PromptProgram.of(asking));
    programs.register(runs);
    return new Systems(programs, new PromptShelf(PromptLibrary.in(folder)),
        new KnowledgeUse(() -> Shelf.SNAPSHOT,
            RetrievalSettings.STANDARD),
        defaults, models);
  }

  private void prompt(String name, String text) {
    try {
      java.nio.file.Path file = folder.resolve(name + ".prompt");
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Outcome<Answer> ask(RunId id, SystemDefinition system, Inquiry inquiry) {
    Systems systems = systems();
    return systems.ask(runs, id, RunOptions.PLAIN, systems.plan("mine", system), inquiry).outcome();
  }

  private Answered answer(SystemDefinition system, Inquiry inquiry) {
    RunId id = RunId.fresh();
    Outcome<Answer> outcome = ask(id, system, inquiry);
    assertThat(runs.replay(id).identical()).isTrue();
    return (Answered) outcome.output();
  }

  private List<String> steps(RunId id) {
    return journal.entries(id, 0).stream().map(each -> each.entry()).filter(Entry.Completed.class::isInstance)
        .map(
            each -> each.path().value())
        .toList();
  }

  @Test
  void aConversationIsKept() {
    models.says("Hello, I am a model.").says("You are Ada.");
    var chat = SystemDefinition.Prompted.of(ONE, PromptUse.SHIPPED);
    Inquiry first = Inquiry.of("I am Ada.");
    Answered answered = answer(chat, first);
    assertThat(answer(chat, first.next(answered, "Who am I?")).answer()).isEqualTo("You are Ada.");
    assertThat(models.asked.getLast().messages()).containsExactly(Message.user("I am Ada."),
        Message.assistant(
            "Hello, I am a model."),
        Message.user("Who am I?"));
  }

  @Test
  void whatIsTooOldForTheContextIsLeftOutAndTheRunSaysSo() {
    models.says("short");
    var small =
        new SystemDefinition.Prompted(ONE, PromptUse.SHIPPED, new ContextLimits(140, 40), Budget.UNLIMITED);
    Inquiry inquiry =
        new Inquiry("And now?", Json.object(), List.of(Message.user("old ".repeat(30)), Message.assistant(
            "older"), Message.user("What did I say?"), Message.assistant("You said old.")));
    RunId id = RunId.fresh();
    assertThat(ask(id, small, inquiry)).isInstanceOf(Outcome.Done.class);
    assertThat(models.asked.getFirst().messages()).extracting(Message::text).containsExactly(
        "What did I say?",
        "You said old.", "And now?");
    String left = journal.entries(id, 0).stream().map(each -> each.entry())
        .filter(entry -> entry.path().equals(new Path(
            "fit")))
        .map(entry -> ((dev.athanor.journal.Result.Ok) ((Entry.Completed) entry).result()).value().value(
            journal::part).path("leftOut").toString())
        .findFirst().orElseThrow();
    assertThat(left).contains("\"kind\":\"turn\"").contains("\"position\":0").contains("old old old")
        .contains("\"tokens\":34")
        .contains("earlier turns may have");
  }

  @Test
  void aQuestionThatDoesNotFitFailsWithWhatToCut() {
    var small =
        new SystemDefinition.Prompted(ONE, PromptUse.SHIPPED, new ContextLimits(50, 10), Budget.UNLIMITED);
    assertThat(ask(RunId.fresh(), small, Inquiry.of("word ".repeat(40)))).isInstanceOfSatisfying(
        Outcome.Failed.class,
        failed -> assertThat(failed.failure().toString()).isEqualTo(
            "context-full: the prompt and the question have about 44 tokens, and limits.context (50) less twice limits.answer"
                + " (10) leaves 30; ask a shorter question, shorten the prompt, or raise limits.context if the model reads more"));
    assertThat(models.asked).isEmpty();
  }

  @Test
  void anAnswerThatDoesNotFitTheOutputSchemaIsAskedForOnceMore() {
    prompt("person",
        "---\ninput:\n  schema:\n    text: string\noutput:\n  schema:\n    name: string\n    age: integer\n---\n"
            + "Who is it? {{text}}");
    models.says("{\"name\":\"Ada\",\"age\":\"old\"}").says("```json\n{\"name\":\"Ada\",\"age\":36}\n```");
    Answered answered =
        answer(SystemDefinition.Prompted.of(ONE, PromptUse.of("person")), Inquiry.of("Ada, 36"));
    assertThat(answered.value()).contains(Json.object().put("name", "Ada").put("age", 36));
    assertThat(answered.answer()).isEqualTo("{\"name\":\"Ada\",\"age\":36}");
    assertThat(models.asked.getFirst().messages()).containsExactly(Message.user("Who is it? Ada, 36"));
    assertThat(models.asked.getFirst().output()).isInstanceOf(OutputFormat.Schema.class);
    assertThat(models.asked.getLast().messages().getLast().text()).contains("$.age is \"old\"");
  }

  @Test
  void anAnswerThatStillDoesNotFitFailsTheRunWithTheReason() {
    prompt("person", "---\noutput:\n  schema:\n    name: string\n---\nWho?");
    models.says("{}").says("no");
    assertThat(ask(RunId.fresh(), SystemDefinition.Prompted.of(ONE, PromptUse.of("person")), Inquiry.of("x")))
        .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.failure().toString())
            .startsWith(
                "answer-malformed: the model gave no usable answer, also after it was told what was wrong: the answer to the prompt"
                    + " person is no JSON")
            .endsWith("ask another model, or make the prompt's output schema simpler"));
  }

  @Test
  void promptsAreAskedInTheOrderInWhichTheyNeedEachOther() {
    prompt("outline", "---\nathanor.writes: outline\n---\nOutline {{question}}");
    prompt("sources",
        "---\nathanor.reads: outline\nathanor.writes: sources\n---\nSources for {{@state.outline}}");
    prompt("draft",
        "---\nathanor.reads: [outline, sources]\n---\nWrite {{@state.outline}} with {{@state.sources}}");
    models.says("1. Leaves").says("a book").says("Tea is made of leaves.");
    RunId id = RunId.fresh();
    Outcome<Answer> outcome =
        ask(id, SystemDefinition.Prompted.of(ONE, PromptUse.of("sources", "outline", "draft")), Inquiry
            .of("tea"));
    assertThat(((Answered) outcome.output()).answer()).isEqualTo("Tea is made of leaves.");
    assertThat(models.asked).extracting(request -> request.messages().getFirst().text()).containsExactly(
        "Outline tea",
        "Sources for 1. Leaves", "Write 1. Leaves with a book");
    assertThat(steps(id)).containsExactly("outline/fit", "outline/answer", "sources/fit", "sources/answer",
        "fit", "answer");
  }

  @Test
  void promptsThatWaitForEachOtherAreRefusedBeforeARunBegins() {
    prompt("one", "---\nathanor.reads: b\nathanor.writes: a\n---\n{{@state.b}}");
    prompt("two", "---\nathanor.reads: a\nathanor.writes: b\n---\n{{@state.a}}");
    assertThatThrownBy(
        () -> systems().plan("mine", SystemDefinition.Prompted.of(ONE, PromptUse.of("one", "two"))))
        .hasMessageContaining("prompts wait for each other without end: one → two → one");
    assertThatThrownBy(() -> systems().plan("mine", SystemDefinition.Prompted.of(ONE, PromptUse.of("one"))))
        .hasMessageContaining("the prompt one reads the state \"b\", and nobody writes it");
  }

  @Test
  void anotherModelIsAskedWhenTheFirstHasFailedAndBothAreOnRecord() {
    models.fails(ModelFailures.UNREACHABLE, "no connection").says("Here I am.");
    var use = new ModelUse(Optional.of(ScriptedModels.ONE), List.of(ScriptedModels.TWO), ModelSettings.NONE);
    RunId id = RunId.fresh();
    Outcome<Answer> outcome =
        ask(id, SystemDefinition.Prompted.of(use, PromptUse.SHIPPED), Inquiry.of("Hello?"));
    assertThat(((Answered) outcome.output()).answer()).isEqualTo("Here I am.");
    assertThat(steps(id)).containsExactly("fit", "answer", "answer[1]");
    assertThat(models.asked).extracting(request -> request.model().toString()).containsExactly("test:one",
        "test:two");
    assertThat(runs.replay(id).identical()).isTrue();
  }

  @Test
  void theModelThatHasAnsweredIsTheOneThatRepairs() {
    models.fails(ModelFailures.QUOTA, "no money").answers("30 days.")
        .answers("You have 30 days of leave [1].");
    var use = new ModelUse(Optional.of(ScriptedModels.ONE), List.of(ScriptedModels.TWO), ModelSettings.NONE);
    assertThat(answer(SystemDefinition.Rag.of(use), Inquiry.of("How much leave?")).answer()).isEqualTo(
        "You have 30 days of leave [1].");
    assertThat(models.asked).extracting(request -> request.model().toString()).containsExactly("test:one",
        "test:two",
        "test:two");
  }

  @Test
  void theContextThatIsTooLongForAModelIsAFailureThatSaysWhatToCut() {
    models.fails(ModelFailures.CONTEXT, "test:one reads 4,096 tokens at most");
    assertThat(ask(RunId.fresh(), SystemDefinition.Prompted.of(ONE, PromptUse.SHIPPED), Inquiry.of("Hello?")))
        .isInstanceOfSatisfying(Outcome.Failed.class,
            failed -> assertThat(failed.failure().message()).isEqualTo(
                "test:one reads 4,096 tokens at most; the request has about 6 tokens by our estimate; lower limits.context of the"
                    + " system, which is 8000, or ask a model that reads more"));
  }

  @Test
  void anAnswerThatAPolicyHasStoppedIsAFailure() {
    models.says("I would", FinishReason.CONTENT_FILTER);
    assertThat(ask(RunId.fresh(), SystemDefinition.Prompted.of(ONE, PromptUse.SHIPPED), Inquiry.of("Hello?")))
        .isInstanceOfSatisfying(Outcome.Failed.class,
            failed -> assertThat(failed.failure().toString()).isEqualTo(
                "model-policy: test:one began to answer and was stopped by a policy of its provider; ask in other words, or ask"
                    + " another model"));
  }

  @Test
  void theSystemDecidesBeforeThePromptAndThePromptBeforeTheProject() {
    prompt("mine", "---\nmodel: test:two\nconfig:\n  temperature: 0.5\n  topP: 0.9\n---\n{{question}}");
    defaults = new ModelUse(Optional.of(ScriptedModels.ONE), List.of(),
        new ModelSettings(Optional.of(1.0), Optional.of(
            0.1), Optional.of(7), Optional.empty(), Optional.empty(), List.of(), Optional.empty(),
            java.util.Map.of()));
    var own =
        new ModelUse(Optional.empty(), List.of(),
            new ModelSettings(Optional.of(0.0), Optional.empty(), Optional
                .empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty(),
                java.util.Map.of()));
    models.says("yes");
    answer(SystemDefinition.Prompted.of(own, PromptUse.of("mine")), Inquiry.of("?"));
    var request = models.asked.getFirst();
    assertThat(request.model()).isEqualTo(ModelName.parse("test:two"));
    assertThat(request.settings())
        .isEqualTo(new ModelSettings(Optional.of(0.0), Optional.of(0.9), Optional.of(7), Optional
            .of(1_000), Optional.empty(), List.of(), Optional.empty(), java.util.Map.of()));
  }

  @Test
  void aBudgetEndsTheRun() {
    models.says("yes");
    var poor = new SystemDefinition.Prompted(ONE, PromptUse.SHIPPED, ContextLimits.STANDARD,
        Budget.UNLIMITED.steps(1));
    assertThat(ask(RunId.fresh(), poor, Inquiry.of("?"))).isInstanceOf(Outcome.Exhausted.class);
    assertThat(models.asked).isEmpty();
  }

  @Test
  void aForkAsksAnotherModelTheSame() {
    models.answers("You have 30 days of leave [1].").answers("30 days of leave are yours [1].");
    RunId id = RunId.fresh();
    ask(id, SystemDefinition.Rag.of(ONE), Inquiry.of("How much leave?"));
    Outcome<?> forked =
        runs.fork(id, Fork.at(Path.parse("answer")).set("model", Codec.TEXT.encode("test:two"))).outcome();
    assertThat(((Answered) forked.output()).answer()).isEqualTo("30 days of leave are yours [1].");
    assertThat(models.asked.getLast().model()).isEqualTo(ScriptedModels.TWO);
    assertThat(shelf.queries).hasSize(1);
  }

  @Test
  void aQuestionThatFollowsAnotherIsSearchedTogetherWithIt() {
    models.answers("You have 30 days of leave [1].").answers("All of it is yours [1].");
    Inquiry first = Inquiry.of("How much leave?");
    Answered answered = answer(SystemDefinition.Rag.of(ONE), first);
    answer(SystemDefinition.Rag.of(ONE), first.next(answered, "And whose?"));
    assertThat(shelf.queries).containsExactly("How much leave?", "How much leave?\nAnd whose?");
    assertThat(models.asked.getLast().messages()).extracting(Message::text).contains("How much leave?",
        "You have 30 days of leave.");
  }

  @Test
  void whatASystemLacksIsSaidBeforeARunBegins() {
    prompt("tooled", "---\ntools: [search]\n---\n{{question}}");
    prompt("two", "---\ninput:\n  schema:\n    from: string\n    to: string\n---\n{{from}} {{to}}");
    prompt("odd", "---\noutput:\n  schema:\n    reply: string\n---\n{{question}}");
    assertThatThrownBy(
        () -> systems().plan("mine", SystemDefinition.Prompted.of(ModelUse.UNSAID, PromptUse.SHIPPED)))
        .hasMessage(
            "the system \"mine\" can't work: nobody says which model it asks; add one to the system, such as model:"
                + " openai:gpt-5-mini, to the front matter of the prompt athanor/chat, or to the project under models.default");
    assertThatThrownBy(
        () -> systems().plan("mine", SystemDefinition.Prompted.of(ONE, PromptUse.of("tooled")))).hasMessage(
            "the system \"mine\" can't work: its prompt tooled has tools, and systems of this kind call none; take them out of the"
                + " prompt");
    assertThatThrownBy(() -> systems().plan("mine", SystemDefinition.Prompted.of(ONE, PromptUse.of("tool"))))
        .hasMessageContaining("there is no prompt \"tool\"; nearest: ")
        .hasMessageContaining("nearest: tooled, two, odd");
    assertThatThrownBy(
        () -> ask(RunId.fresh(), SystemDefinition.Prompted.of(ONE, PromptUse.of("two")), Inquiry.of("x")))
        .hasMessage(
            "the prompt two needs from, to, and a question is only one of them; give all but one as values, or call one"
                + " of them \"question\"");
    assertThatThrownBy(
        () -> ask(RunId.fresh(), SystemDefinition.Prompted.of(ModelUse.of("tset:one"), PromptUse.SHIPPED),
            Inquiry.of("x")))
        .hasMessage("there is no provider \"tset\"; nearest: test");
    assertThatThrownBy(() -> systems().plan("mine", new SystemDefinition.Rag(ONE, PromptUse.of("odd"),
        RagSettings.STANDARD, ContextLimits.STANDARD, Budget.UNLIMITED)))
        .hasMessageContaining("odd.prompt, line 4")
        .hasMessageContaining("has the answer in the member \"answer\"");
    assertThat(journal.runs(dev.athanor.journal.RunQuery.newest(10))).isEmpty();
  }
}
