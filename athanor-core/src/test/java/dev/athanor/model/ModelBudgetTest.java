package dev.athanor.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Budget;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Failure;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Spend;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.athanor.run.Retry;
import dev.athanor.run.RunOptions;
import dev.athanor.run.Runs;
import dev.athanor.run.StepFailed;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What questions to a model may cost, and what they have cost. */
class ModelBudgetTest {
  private static final ModelName NAME = ModelName.parse("openai:gpt-5-mini");
  private static final RunId ID = new RunId("m1");
  private static final Retry TWICE = new Retry(2, Duration.ofMillis(1), Duration.ofMillis(1));
  /** A dollar for a hundred tokens, in or out. */
  private static final Prices PRICES =
      (model, usage) -> usage.input().isEmpty() || usage.output().isEmpty() ? Optional.empty()
          : Optional.of(BigDecimal.valueOf(usage.total(), 2));

  private final InMemoryJournal journal = new InMemoryJournal();
  private final AtomicInteger asked = new AtomicInteger();

  private static ModelResponse answer(Usage usage) {
    return new ModelResponse(Message.assistant("yes"), FinishReason.STOP, usage, Optional.empty(), Optional
        .empty(), Map.of());
  }

  /** Asks twice, each time for at most so many tokens. */
  private Program<String, String> asksTwice(Model model, Prices prices, Retry retry, int most) {
    var operation = new ModelOperation(_ -> (request, attempt) -> {
      asked.incrementAndGet();
      return model.ask(request, attempt);
    }, prices, retry, Duration.ofSeconds(30));
    return new Program<>("asks", Codec.TEXT, Codec.TEXT, (run, question) -> {
      ModelRequest request = request(question, most);
      return run.step("first", operation, request).text() + run.step("second", operation, request).text();
    });
  }

  private static ModelRequest request(String question, int most) {
    ModelSettings settings = new ModelSettings(Optional.empty(), Optional.empty(), Optional.empty(),
        Optional.of(most), Optional.empty(), List.of(), Optional.empty(), Map.of());
    return ModelRequest.of(NAME, List.of(Message.user(question)), settings);
  }

  private Outcome<String> outcome(Program<String, String> program, Budget budget) {
    try (Runs runs = new Runs(journal)) {
      return runs.start(ID, program, "one two three four five six", RunOptions.PLAIN.within(budget))
          .outcome();
    }
  }

  private <E extends Entry> List<E> entries(Class<E> kind) {
    return journal.entries(ID, 0).stream().map(each -> each.entry()).filter(kind::isInstance).map(kind::cast)
        .toList();
  }

  @Test
  void aQuestionThatMayPassItsBudgetOfTokensIsNotAsked() {
    // The request has 4 + 6 tokens.
    var program = asksTwice((_, _) -> answer(Usage.of(10, 5)), Prices.UNKNOWN, Retry.NONE, 20);
    assertThat(outcome(program, Budget.UNLIMITED.tokens(29))).isInstanceOfSatisfying(Outcome.Exhausted.class,
        exhausted -> assertThat(exhausted.failure().message()).isEqualTo(
            "the budget of the run allows no more: 0 of 29 tokens are spent and this step may take 30; raise the budget's tokens, "
                + "or ask for less: a shorter request, or a shorter answer"));
    assertThat(asked).hasValue(0);
  }

  @Test
  void anAnswerIsSettledByWhatItReallyTook() {
    var program = asksTwice((_, _) -> answer(Usage.of(10, 5)), Prices.UNKNOWN, Retry.NONE, 20);
    assertThat(outcome(program, Budget.UNLIMITED.tokens(45))).isEqualTo(new Outcome.Done<>("yesyes"));
    assertThat(asked).hasValue(2);
  }

  @Test
  void aQuestionThatMayPassItsBudgetOfDollarsIsNotAsked() {
    var program = asksTwice((_, _) -> answer(Usage.of(10, 5)), PRICES, Retry.NONE, 20);
    assertThat(outcome(program, Budget.UNLIMITED.dollars(new BigDecimal("0.40"))))
        .isInstanceOfSatisfying(Outcome.Exhausted.class,
            exhausted -> assertThat(exhausted.failure().message()).isEqualTo(
                "the budget of the run allows no more: $0.15 of $0.40 are spent and this step may cost $0.30; raise the budget's "
                    + "dollars, or ask for less: a shorter request, or a shorter answer"));
    assertThat(asked).hasValue(1);
  }

  @Test
  void whatAFailedAttemptHasUsedIsSpentOnceAndCountsInTheBudget() {
    Model breaksOff = (_, attempt) -> {
      attempt.used(new Usage(Optional.of(10L), Optional.empty(), Optional.empty(), Optional.empty(), Optional
          .empty()));
      attempt.used(Usage.of(10, 3));
      if (attempt.number() == 1) {
        throw new StepFailed(ModelFailures.UNREACHABLE, "broke off", true);
      }
      return answer(Usage.of(10, 5));
    };
    assertThat(outcome(asksTwice(breaksOff, PRICES, TWICE, 20), Budget.UNLIMITED.tokens(57)))
        .isInstanceOfSatisfying(Outcome.Exhausted.class,
            exhausted -> assertThat(exhausted.failure().message()).contains("28 of 57 tokens are spent"));
    assertThat(entries(Entry.Attempted.class)).singleElement().satisfies(attempted -> assertThat(attempted
        .spend()).isEqualTo(new Spend(13, new BigDecimal("0.13"))));
    assertThat(entries(Entry.Completed.class).getFirst().spend()).isEqualTo(new Spend(15, new BigDecimal(
        "0.15")));
    try (Runs runs = new Runs(journal)) {
      assertThat(runs.recording(ID).spent()).isEqualTo(new Spend(28, new BigDecimal("0.28")));
    }
  }

  @Test
  void ofAnAttemptThatBrokeOffBeforeItsAnswerWasCountedTheRequestIsPaid() {
    Model says = (_, attempt) -> {
      attempt.used(new Usage(Optional.of(10L), Optional.empty(), Optional.empty(), Optional.empty(), Optional
          .empty()));
      throw new StepFailed(ModelFailures.UNREACHABLE, "broke off", true);
    };
    outcome(asksTwice(says, PRICES, TWICE, 20), Budget.UNLIMITED);
    assertThat(entries(Entry.Attempted.class)).singleElement().satisfies(attempted -> assertThat(attempted
        .spend()).isEqualTo(new Spend(10, new BigDecimal("0.10"))));
    assertThat(entries(Entry.Completed.class)).singleElement().satisfies(failed -> assertThat(failed.spend())
        .isEqualTo(new Spend(10, new BigDecimal("0.10"))));
  }

  @Test
  void whatWasToldBeforeAnAttemptTookTooLongIsSpent() {
    var never = new CountDownLatch(1);
    var operation = new ModelOperation(_ -> (_, attempt) -> {
      attempt.used(Usage.of(10, 1));
      try {
        never.await();
      } finally {
        attempt.used(Usage.of(10, 999));
      }
      return answer(Usage.of(10, 999));
    }, Prices.UNKNOWN, Retry.NONE, Duration.ofMillis(50));
    var program =
        new Program<>("asks", Codec.TEXT, Codec.TEXT, (run, question) -> run.step("first", operation,
            request(question, 20)).text());
    assertThat(outcome(program, Budget.UNLIMITED)).isInstanceOfSatisfying(Outcome.Failed.class,
        failed -> assertThat(failed.failure().code()).isEqualTo(Failure.DEADLINE));
    assertThat(entries(Entry.Completed.class)).singleElement().satisfies(late -> assertThat(late.spend()
        .tokens()).isIn(11L, 1009L));
  }

  @Test
  void aQuestionHasTheTokensOfItsMessagesItsToolsAndItsForm() {
    ModelRequest plain = request("one two three", 20);
    ModelRequest whole = new ModelRequest(NAME, plain.messages(), List.of(new Tool("weather", "tells it", Json
        .parse("{\"type\":\"object\"}"))), ToolChoice.AUTO, new OutputFormat.Schema("s", Json.parse(
            "{\"type\":\"object\"}")),
        plain.settings());
    assertThat(Tokens.of(plain)).isEqualTo(4 + 3);
    int schema = Tokens.of("{\"type\":\"object\"}");
    assertThat(Tokens.of(whole)).isEqualTo(4 + 3 + 4 + 1 + 2 + schema + schema);
  }
}
