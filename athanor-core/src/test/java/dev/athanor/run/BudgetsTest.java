package dev.athanor.run;

import static dev.athanor.run.Kernel.ID;
import static dev.athanor.run.Kernel.named;
import static dev.athanor.run.Kernel.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Budget;
import dev.athanor.journal.Effect;
import dev.athanor.journal.Failure;
import dev.athanor.journal.Origin;
import dev.athanor.journal.Spend;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BudgetsTest {
  private final Kernel kernel = new Kernel();

  @AfterEach
  void close() {
    kernel.close();
  }

  private static RunOptions steps(long most) {
    return RunOptions.PLAIN.within(Budget.UNLIMITED.steps(most));
  }

  private static RunOptions tokens(long most) {
    return RunOptions.PLAIN.within(Budget.UNLIMITED.tokens(most));
  }

  private Operation<String, String> spending(long tokens) {
    return kernel.calls.operation("model", Effect.SAMPLED, Retry.NONE, (request, attempt) -> {
      attempt.spend(new Spend(tokens, BigDecimal.ZERO));
      return request;
    });
  }

  private String shout(Run run, String request) {
    return run.step("shout", kernel.calls.shout(Effect.SAMPLED), request);
  }

  private Program<String, String> greedy(String name, int steps) {
    return greedy(kernel, name, steps);
  }

  /** Takes so many steps, or all that it is allowed. */
  private static Program<String, String> greedy(Kernel kernel, String name, int steps) {
    return named(name, (run, input) -> {
      int done = 0;
      try {
        for (; done < steps; done++) {
          run.step("shout", kernel.calls.shout(Effect.SAMPLED), input + done);
        }
      } catch (StepFailed e) {
        return done + " " + e.code();
      }
      return done + " all";
    });
  }

  @Test
  void whatABudgetRefusesIsRecordedAndReplayed() {
    Program<String, String> program = greedy("greedy", 5);
    assertThat(kernel.start(program, "", steps(3)).output()).isEqualTo("3 " + Failure.BUDGET);
    assertThat(kernel.calls.total()).isEqualTo(3);
    assertThat(kernel.steps(ID)).extracting(dev.athanor.journal.Entry.Completed::origin).containsExactly(
        Origin.LIVED, Origin.LIVED, Origin.LIVED, Origin.REFUSED);
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void aRunThatEndsByItsBudgetIsExhausted() {
    Program<String, String> program = program((run, input) -> shout(run, input) + shout(run, input));
    assertThat(kernel.start(program, "", steps(1))).isInstanceOfSatisfying(Outcome.Exhausted.class,
        exhausted -> assertThat(exhausted.failure().message()).isEqualTo(
            "the budget of the run allows no more: 1 of 1 steps are lived; raise the budget's steps, or take fewer"));
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void aScopeStandsUnderItsOwnBudgetAndAllAroundIt() {
    Program<String, String> program = program((run, _) -> {
      String inner = run.scope("inner", Budget.UNLIMITED.steps(2), scope -> greedy("x", 5).body().apply(scope,
          "in"));
      return inner + ", " + greedy("x", 5).body().apply(run, "out");
    });
    assertThat(kernel.start(program, "", steps(3)).output()).isEqualTo("2 budget, 1 budget");
    assertThat(kernel.calls.total()).isEqualTo(3);
  }

  @Test
  void stepsOfACalledRunCountInItsCallersBudget() {
    Program<String, String> child = greedy("child", 4);
    Program<String, String> program =
        program((run, _) -> run.call("a", child, "a") + ", " + run.call("b", child,
            "b") + ", " + run.call("c", child, "c"));
    assertThat(kernel.start(program, "", steps(6)).output()).isEqualTo("4 all, 2 budget, 0 budget");
    assertThat(kernel.calls.total()).isEqualTo(6);
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void runsThatAreCalledAtOnceShareTheirCallersBudget() {
    Program<String, String> child = greedy("child", 4);
    List<Integer> items = IntStream.range(0, 8).boxed().toList();
    Program<String, String> program =
        program((run, _) -> String.join(",", run.each("all", items, String::valueOf,
            (item, number) -> item.call("child", child, "c" + number))));
    kernel.start(program, "", steps(10)).output();
    assertThat(kernel.calls.total()).isEqualTo(10);
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void whatACalledRunSpentIsRememberedByItsCallerAfterACrash() {
    int writes = callsAndGoesOn(kernel, Integer.MAX_VALUE);
    for (int write = 2; write < writes; write++) {
      try (Kernel other = new Kernel()) {
        callsAndGoesOn(other, write);
        assertThat(other.calls.total()).as("killed at write %d", write).isEqualTo(5);
      }
    }
  }

  private static int callsAndGoesOn(Kernel kernel, int killedAt) {
    Program<String, String> child = greedy(kernel, "child", 3);
    Program<String, String> program =
        program((run, input) -> run.call("a", child, "a") + ", " + greedy(kernel, "x",
            9).body().apply(run, input));
    int writes = kernel.killedAt(killedAt, true, program, "", steps(5));
    assertThat(kernel.start(program, "", steps(5)).output()).as("killed at write %d", killedAt).isEqualTo(
        "3 all, 2 budget");
    return writes;
  }

  @Test
  void triesThatFailedCountTheSameAfterACrash() {
    Operation<String, String> flaky = flaky(2, 10);
    Program<String, String> program =
        program((run, _) -> run.step("flaky", flaky, "f") + run.step("last", spending(
            10), "x"));
    kernel.killedAt(6, true, program, "", tokens(35));
    assertThat(kernel.start(program, "", tokens(35))).isInstanceOf(Outcome.Done.class);
    assertThat(kernel.start(program, "", tokens(35)).output()).isEqualTo("fx");
  }

  @Test
  void whatTriesThatFailedHaveSpentIsNotForgottenInACrash() {
    Operation<String, String> flaky = flaky(2, 10);
    Program<String, String> program =
        program((run, _) -> run.step("flaky", flaky, "f") + run.step("last", spending(
            10), "x"));
    kernel.killedAt(4, true, program, "", tokens(30));
    assertThat(kernel.calls.of("f")).isEqualTo(3);
    assertThat(kernel.start(program, "", tokens(30))).isInstanceOf(Outcome.Exhausted.class);
    assertThat(kernel.calls.of("x")).isZero();
  }

  /** Fails so often before it succeeds, and spends each time. */
  private Operation<String, String> flaky(int failures, long tokens) {
    Retry retry = new Retry(failures + 1, java.time.Duration.ZERO, java.time.Duration.ZERO);
    return kernel.calls.operation("flaky", Effect.SAMPLED, retry, (request, attempt) -> {
      attempt.spend(new Spend(tokens, BigDecimal.ZERO));
      if (attempt.number() <= failures) {
        throw new StepFailed("busy", "come again", true);
      }
      return request;
    });
  }

  @Test
  void aContinuedRunGoesOnWithWhatIsLeftOfItsBudget() {
    Program<String, String> program = program((run, input) -> {
      shout(run, input);
      throw run.continueAs(input + "!");
    });
    assertThat(kernel.start(program, "", steps(4))).isInstanceOf(Outcome.Exhausted.class);
    assertThat(kernel.calls.total()).isEqualTo(4);
  }

  @Test
  void aDepthBudgetRefusesToCallDeeper() {
    Program<String, String> leaf = named("leaf", (run, input) -> shout(run, input));
    Program<String, String> middle = named("middle", (run, input) -> run.call("leaf", leaf, input));
    Program<String, String> program = program((run, input) -> run.call("middle", middle, input));
    assertThat(kernel.start(program, "x", RunOptions.PLAIN.within(Budget.UNLIMITED.depth(1))))
        .isInstanceOfSatisfying(
            Outcome.Exhausted.class, exhausted -> assertThat(exhausted.failure().message()).contains(
                "nested 1 deep, this one would be at depth 2"));
    assertThat(kernel.calls.total()).isZero();
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void aForkDoesNotPayForItsParentsAttempts() {
    Operation<String, String> flaky = flaky(2, 10);
    Program<String, String> program =
        program((run, _) -> run.step("flaky", flaky, "f") + run.step("last", spending(10), "x"));
    kernel.start(program, "");
    assertThat(kernel.runs.recording(ID).spent().tokens()).isEqualTo(40);
    dev.athanor.journal.RunId fork = new dev.athanor.journal.RunId("f1");
    kernel.runs.fork(ID, Fork.at(new dev.athanor.journal.Path("last")).redraw("model"), fork).outcome();
    assertThat(kernel.runs.recording(fork).spent().tokens()).isEqualTo(10);
    assertThat(kernel.entries(fork)).anyMatch(dev.athanor.journal.Entry.Attempted.class::isInstance);
  }

  @Test
  @Timeout(60)
  void whatWasReservedForTheLoserOfARaceIsGivenBack() {
    var never = new java.util.concurrent.CountDownLatch(1);
    var begun = new java.util.concurrent.CountDownLatch(1);
    Operation<String, String> slow = estimated(50, request -> {
      begun.countDown();
      never.await();
      return request;
    });
    Operation<String, String> quick = estimated(50, request -> {
      begun.await();
      return request;
    });
    Program<String, String> program = program((run, _) -> {
      String winner =
          run.race("race", List.of(one -> one.step("slow", slow, "s"), two -> two.step("quick", quick,
              "q")));
      while (true) { // the loser is told to stop, and nobody waits until it has
        try {
          return winner + run.step("last", estimated(100, request -> request), "x");
        } catch (StepFailed refused) {
          Thread.onSpinWait();
        }
      }
    });
    assertThat(kernel.start(program, "", tokens(100)).output()).isEqualTo("qx");
  }

  @FunctionalInterface
  private interface Answering {
    String answer(String request) throws Exception;
  }

  /** May take so many tokens, and takes none. */
  private Operation<String, String> estimated(long tokens, Answering body) {
    return new Delegating(kernel.calls.operation("model", Effect.SAMPLED, Retry.NONE, (request, _) -> body
        .answer(request))) {
      @Override
      public Spend estimate(String request) {
        return new Spend(tokens, BigDecimal.ZERO);
      }
    };
  }
}
