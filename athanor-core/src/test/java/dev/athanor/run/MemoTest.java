package dev.athanor.run;

import static dev.athanor.run.Kernel.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Origin;
import dev.athanor.journal.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private final Kernel kernel = new Kernel();
  private int runs;

  @AfterEach
  void close() {
    kernel.close();
  }

  private RunId run(Program<String, String> program, RunOptions options) {
    RunId id = new RunId("m" + ++runs);
    kernel.runs.start(id, program, "x", options).outcome();
    assertThat(kernel.replay(id, program).identical()).isTrue();
    return id;
  }

  private Origin origin(Program<String, String> program, String draw) {
    return kernel.steps(run(program, RunOptions.PLAIN.memo(draw))).getFirst().origin();
  }

  private Program<String, String> one(Operation<String, String> operation) {
    return program((run, input) -> {
      try {
        return run.step("op", operation, input);
      } catch (StepFailed e) {
        return e.code();
      }
    });
  }

  private Operation<String, String> living(Duration life, Operation<String, String> operation) {
    return new Delegating(operation) {
      @Override
      public Optional<Duration> timeToLive() {
        return Optional.of(life);
      }
    };
  }

  @Test
  void aPureStepIsLivedOnceForAllRunsThatAskForMemos() {
    Program<String, String> program = one(kernel.calls.shout(Effect.PURE));
    assertThat(kernel.steps(run(program, RunOptions.PLAIN)).getFirst().origin()).isEqualTo(Origin.LIVED);
    assertThat(origin(program, "1")).isEqualTo(Origin.LIVED);
    assertThat(origin(program, "2")).isEqualTo(Origin.MEMO);
    assertThat(kernel.steps(run(program, RunOptions.PLAIN)).getFirst().origin()).isEqualTo(Origin.LIVED);
    assertThat(kernel.calls.total()).isEqualTo(3);
  }

  @Test
  void aSampleIsLivedOnceForEachDraw() {
    Program<String, String> program =
        program((run, input) -> run.step("vote", kernel.calls.shout(Effect.SAMPLED),
            input) + run.step("vote", kernel.calls.shout(Effect.SAMPLED), input));
    run(program, RunOptions.PLAIN.memo("case 1"));
    assertThat(kernel.calls.of("x")).isEqualTo(2);
    run(program, RunOptions.PLAIN.memo("case 1"));
    assertThat(kernel.calls.of("x")).isEqualTo(2);
    run(program, RunOptions.PLAIN.memo("case 2"));
    assertThat(kernel.calls.of("x")).isEqualTo(4);
  }

  @Test
  void aReadAnswersOthersOnlyForItsTimeToLiveAndAgainAfterItWasReadAgain() {
    assertThat(origin(one(kernel.calls.shout(Effect.READ)), "1")).isEqualTo(Origin.LIVED);
    assertThat(origin(one(kernel.calls.shout(Effect.READ)), "1")).isEqualTo(Origin.LIVED);
    Program<String, String> program = one(living(HOUR, kernel.calls.shout(Effect.READ)));
    assertThat(origin(program, "1")).isEqualTo(Origin.LIVED);
    kernel.clock.advance(HOUR.minusSeconds(1));
    assertThat(origin(program, "1")).isEqualTo(Origin.MEMO);
    kernel.clock.advance(Duration.ofSeconds(1));
    assertThat(origin(program, "1")).isEqualTo(Origin.LIVED);
    kernel.clock.advance(HOUR.minusSeconds(1));
    assertThat(origin(program, "1")).isEqualTo(Origin.MEMO);
    kernel.clock.advance(HOUR.multipliedBy(100));
    assertThat(origin(program, "1")).isEqualTo(Origin.LIVED);
  }

  @Test
  void writesAreNeverRemembered() {
    for (Effect effect : List.of(Effect.KEYED, Effect.WRITE)) {
      Program<String, String> program = one(living(HOUR, kernel.calls.shout(effect)));
      assertThat(origin(program, "1")).isEqualTo(Origin.LIVED);
      assertThat(origin(program, "1")).isEqualTo(Origin.LIVED);
    }
  }

  @Test
  void failuresAreNeverRemembered() {
    AtomicInteger times = new AtomicInteger();
    Program<String, String> program =
        one(kernel.calls.operation("flaky", Effect.PURE, Retry.NONE, (request, _) -> {
          if (times.incrementAndGet() == 1) {
            throw new StepFailed("busy", "not now", false);
          }
          return request;
        }));
    assertThat(origin(program, "1")).isEqualTo(Origin.LIVED);
    assertThat(origin(program, "1")).isEqualTo(Origin.LIVED);
    assertThat(origin(program, "1")).isEqualTo(Origin.MEMO);
    assertThat(times).hasValue(2);
  }

  @Test
  void aNewVersionOfAnOperationRemembersNothingOfTheOld() {
    assertThat(origin(one(kernel.calls.shout(Effect.PURE)), "1")).isEqualTo(Origin.LIVED);
    assertThat(origin(one(new Delegating(kernel.calls.shout(Effect.PURE)) {
      @Override
      public String version() {
        return "2";
      }
    }), "1")).isEqualTo(Origin.LIVED);
  }

  @Test
  void aMemoOutlivesTheRunThatItCameFromInThoseThatUsedIt() {
    Program<String, String> program = program((run, input) -> run.step("op", kernel.calls.operation("long",
        Effect.PURE, Retry.NONE, (request, _) -> request.repeat(3_000)), input));
    RunId first = run(program, RunOptions.PLAIN.memo("1"));
    RunId second = run(program, RunOptions.PLAIN.memo("1"));
    assertThat(kernel.steps(second).getFirst().origin()).isEqualTo(Origin.MEMO);
    kernel.store.delete(first);
    kernel.clock.advance(HOUR.multipliedBy(48));
    kernel.store.sweep(HOUR);
    assertThat(kernel.replay(second, program).identical()).isTrue();
    assertThat(origin(program, "1")).isEqualTo(Origin.LIVED);
  }

  @Test
  void aRefusedBudgetDoesNotKeepAMemoFromAnswering() {
    Program<String, String> program = one(kernel.calls.shout(Effect.PURE));
    assertThat(origin(program, "1")).isEqualTo(Origin.LIVED);
    RunId broke =
        run(program, RunOptions.PLAIN.memo("1").within(dev.athanor.journal.Budget.UNLIMITED.steps(0)));
    assertThat(kernel.steps(broke).getFirst().origin()).isEqualTo(Origin.MEMO);
  }

  @Test
  void aForkThatDrawsAgainIsNotAnsweredByTheMemoOfWhatItDrawsAgain() {
    Program<String, String> program =
        program((run, input) -> run.step("vote", kernel.calls.shout(Effect.SAMPLED), input));
    RunId parent = run(program, RunOptions.PLAIN.memo("case 1"));
    kernel.runs
        .fork(parent, Fork.at(new dev.athanor.journal.Path("vote")).redraw("shout-SAMPLED"), new RunId("f1"))
        .outcome();
    kernel.runs
        .fork(parent, Fork.at(new dev.athanor.journal.Path("vote")).redraw("shout-SAMPLED"), new RunId("f2"))
        .outcome();
    assertThat(kernel.calls.of("x")).isEqualTo(3);
    kernel.runs.fork(parent, Fork.at(new dev.athanor.journal.Path("vote")), new RunId("f3")).outcome();
    assertThat(kernel.calls.of("x")).isEqualTo(3);
  }
}
