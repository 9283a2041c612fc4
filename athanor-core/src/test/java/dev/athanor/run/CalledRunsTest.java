package dev.athanor.run;

import static dev.athanor.run.Kernel.ID;
import static dev.athanor.run.Kernel.named;
import static dev.athanor.run.Kernel.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Failure;
import dev.athanor.journal.Origin;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunState;
import dev.athanor.journal.Spend;
import dev.athanor.json.Codec;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CalledRunsTest {
  private final Kernel kernel = new Kernel();
  private final RunId child = ID.child(new Path("child"));

  @AfterEach
  void close() {
    kernel.close();
  }

  private String shout(Run run, Effect effect, String request) {
    return run.step("shout", kernel.calls.shout(effect), request);
  }

  @Test
  void aCalledRunIsARunOfItsOwnAndOneStepOfItsCaller() {
    Program<String, String> inner = named("inner", (run, input) -> shout(run, Effect.READ, input) + shout(run,
        Effect.KEYED, input + "!"));
    Program<String, String> program = program((run, input) -> run.call("child", inner, input));
    assertThat(kernel.start(program, "a").output()).isEqualTo("AA!");
    Entry.Completed step = kernel.step(ID, "child");
    assertThat(step.step().effect()).isEqualTo(Effect.KEYED);
    assertThat(step.step().operation()).isEqualTo("run:inner");
    assertThat(kernel.steps(child)).hasSize(2);
    assertThat(kernel.replay(ID, program)).extracting(Replay::identical, Replay::steps).containsExactly(true,
        1);
    assertThat(kernel.replay(child, inner)).extracting(Replay::identical, Replay::steps).containsExactly(true,
        2);
  }

  @Test
  void aFailureOfACalledRunIsAFailureOfTheStep() {
    Program<String, String> inner = named("inner", (_, _) -> {
      throw new StepFailed("empty", "nothing there", false);
    });
    Program<String, String> program = program((run, input) -> {
      try {
        return run.call("child", inner, input);
      } catch (StepFailed e) {
        return e.code();
      }
    });
    assertThat(kernel.start(program, "a").output()).isEqualTo("empty");
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void whatACalledRunDidAfterItWasContinuedCountsAsWell() {
    Operation<String, String> costly = kernel.calls.operation("mail", Effect.WRITE, Retry.NONE, (request,
        attempt) -> {
      attempt.spend(new Spend(7, BigDecimal.ONE));
      return request;
    });
    Program<String, String> inner = named("inner", (run, input) -> {
      if (input.length() < 3) {
        run.step("mail", costly, input);
        throw run.continueAs(input + "!");
      }
      return input;
    });
    Program<String, String> program = program((run, input) -> run.call("child", inner, input));
    assertThat(kernel.start(program, "a").output()).isEqualTo("a!!");
    assertThat(kernel.step(ID, "child").step().effect()).isEqualTo(Effect.WRITE);
    assertThat(kernel.step(ID, "child").spend().tokens()).isEqualTo(14);
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void theAnswerToAContinuedCalledRunWakesItsCaller() {
    Program<String, String> inner = named("inner", (run, input) -> {
      if (input.length() < 2) {
        throw run.continueAs(input + "!");
      }
      return input + run.await("approval", Signal.of("approval", "?", Codec.TEXT), Deadline.NONE);
    });
    Program<String, String> program = program((run, input) -> run.call("child", inner, input));
    RunId waits = ((Outcome.Waiting<String>) kernel.start(program, "a")).waits().getFirst().run();
    assertThat(waits).isEqualTo(child.successor());
    kernel.runs.register(inner);
    kernel.runs.answer(waits, new Path("approval"), Codec.TEXT, " yes");
    kernel.store.due(10).forEach(kernel.runs::drive);
    assertThat(kernel.store.find(ID).orElseThrow().state()).isEqualTo(RunState.DONE);
    assertThat(kernel.runs.drive(ID).output()).isEqualTo("a! yes");
  }

  @Test
  void theAnswerToACalledRunWakesItsCaller() {
    Program<String, String> inner = named("inner", (run, input) -> input + run.await("approval", Signal.of(
        "approval", "?", Codec.TEXT), Deadline.NONE));
    Program<String, String> program = program((run, input) -> run.call("child", inner, input));
    assertThat(kernel.start(program, "a")).isInstanceOf(Outcome.Waiting.class);
    kernel.runs.answer(child, new Path("approval"), Codec.TEXT, " yes");
    kernel.store.due(10).forEach(kernel.runs::drive);
    assertThat(kernel.store.find(ID).orElseThrow().state()).isEqualTo(RunState.DONE);
  }

  @Test
  void votesOfCalledRunsAreDrawsOfTheirOwn() {
    Program<String, String> vote = named("vote", (run, input) -> shout(run, Effect.SAMPLED, input));
    Program<String, String> program =
        program((run, input) -> String.join(",", run.each("votes", List.of("1", "2",
            "3"), key -> key, (item, _) -> item.call("vote", vote, input))));
    kernel.start(program, "a", RunOptions.PLAIN.memo("case 1, repeat 1"));
    assertThat(kernel.calls.of("a")).isEqualTo(3);
    kernel.runs.start(new RunId("r2"), program, "a", RunOptions.PLAIN.memo("case 1, repeat 1")).outcome();
    assertThat(kernel.calls.of("a")).isEqualTo(3);
    kernel.runs.start(new RunId("r3"), program, "a", RunOptions.PLAIN.memo("case 1, repeat 2")).outcome();
    assertThat(kernel.calls.of("a")).isEqualTo(6);
  }

  @Test
  void drawsOfAContinuedRunAreDrawsOfTheirOwn() {
    Program<String, String> program = program((run, input) -> {
      shout(run, Effect.SAMPLED, "same");
      return input.length() < 3 ? throwing(run, input) : input;
    });
    kernel.start(program, "", RunOptions.PLAIN.memo("case 1"));
    assertThat(kernel.calls.of("same")).isEqualTo(4);
  }

  private static String throwing(Run run, String input) {
    throw run.continueAs(input + "!");
  }

  @Test
  void calledRunsHaveRandomNumbersOfTheirOwn() {
    Program<String, String> inner = named("inner", (run, _) -> Long.toString(run.random().nextLong()));
    Program<String, String> program =
        program((run, input) -> run.random().nextLong() + " " + run.call("child", inner,
            input) + " " + run.call("child", inner, input));
    String output = kernel.start(program, "a").output();
    assertThat(output.split(" ")).doesNotHaveDuplicates();
    Outcome<?> fork = kernel.runs.fork(ID, Fork.at(Path.ROOT)).outcome();
    assertThat(fork).isEqualTo(new Outcome.Done<>(output));
  }

  @Test
  void aResultSuppliedForACalledRunGoesBeforeTheParentsRecord() {
    Program<String, String> inner = named("inner", (run, input) -> shout(run, Effect.SAMPLED, input));
    Program<String, String> program = program((run, input) -> run.call("child", inner, input));
    kernel.start(program, "a");
    assertThat(kernel.runs.fork(ID, Fork.at(new Path("child")).supply(new Path("child"), Codec.TEXT.encode(
        "given"))).outcome()).isEqualTo(new Outcome.Done<>("given"));
  }

  @Test
  void aWriteThatAForkRefusesInACalledRunEndsTheReuseOfReads() {
    Program<String, String> inner = named("inner", (run, input) -> {
      try {
        return shout(run, Effect.WRITE, input);
      } catch (StepFailed e) {
        return e.code();
      }
    });
    Program<String, String> program =
        program((run, _) -> run.call("child", inner, run.pinned("text", Codec.TEXT))
            + shout(run, Effect.READ, "world"));
    kernel.start(program, "a", RunOptions.PLAIN.pin("text", Codec.TEXT.encode("one")));
    RunId fork = new RunId("f1");
    assertThat(kernel.runs.fork(ID, Fork.at(new Path("child")).set("text", Codec.TEXT.encode("two")), fork)
        .outcome()).isEqualTo(new Outcome.Done<>(Failure.REFUSED + "WORLD"));
    assertThat(kernel.step(fork, "shout").origin()).isEqualTo(Origin.LIVED);
    assertThat(kernel.calls.of("world")).isEqualTo(2);
  }

  @Test
  void aBranchThatLostItsRaceLivesNoFurtherStepOfTheRunItCalled() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch won = new CountDownLatch(1);
    Operation<String, String> first =
        kernel.calls.operation("first", Effect.KEYED, Retry.NONE, (request, _) -> {
          begun.countDown();
          won.await();
          return request;
        });
    Program<String, String> inner =
        named("inner", (run, input) -> run.step("first", first, input) + shout(run,
            Effect.SAMPLED, "second") + shout(run, Effect.SAMPLED, "third"));
    RunListener releases = new RunListener() {
      @Override
      public void onStep(RunId run, Entry.Completed step) {
        if (step.path().equals(new Path("after"))) {
          won.countDown();
        }
      }
    };
    try (Runs runs = new Runs(kernel.store, Kernel.LIMITS, releases, Redactor.NONE)) {
      Program<String, String> program = program((run, input) -> {
        String winner =
            run.race("race", List.of(branch -> branch.call("child", inner, input), branch -> branch.step(
                "fast", kernel.calls.operation("fast", Effect.SAMPLED, Retry.NONE, (request, _) -> {
                  begun.await();
                  return request;
                }), "fast")));
        return winner + run.step("after", kernel.calls.shout(Effect.SAMPLED), "after");
      });
      assertThat(runs.start(ID, program, "a").outcome().output()).isEqualTo("fastAFTER");
      assertThat(kernel.calls.of("second")).isZero();
      assertThat(kernel.store.due(10)).as("runs left over").isEmpty();
      assertThat(kernel.replay(ID, program).identical()).isTrue();
    }
  }

  @Test
  void aCancellationReachesARunThatIsBeingCalled() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    Operation<String, String> first =
        kernel.calls.operation("first", Effect.SAMPLED, Retry.NONE, (request, _) -> {
          begun.countDown();
          asked.await();
          return request;
        });
    Program<String, String> inner =
        named("inner", (run, input) -> run.step("first", first, input) + shout(run,
            Effect.SAMPLED, "second"));
    Program<String, String> program = program((run, input) -> run.call("child", inner, input));
    Handle<String> handle = kernel.runs.start(ID, program, "a");
    Calls.await(begun);
    assertThat(kernel.runs.cancel(ID)).isTrue();
    asked.countDown();
    assertThat(handle.outcome()).isInstanceOfSatisfying(Outcome.Failed.class,
        failed -> assertThat(failed.failure()
            .code()).isEqualTo(Failure.CANCELLED));
    assertThat(kernel.calls.of("second")).isZero();
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void aCalledRunThatIsLeftOverWhenItsCallerIsOverIsDrivenNoMore() {
    Program<String, String> inner =
        named("inner", (run, input) -> shout(run, Effect.SAMPLED, input) + shout(run,
            Effect.SAMPLED, "second"));
    Program<String, String> program =
        program((run, input) -> run.race("race", List.of(branch -> branch.call("child",
            inner, input), branch -> branch.step("fast", kernel.calls.shout(Effect.SAMPLED), "fast"))));
    for (int write = 2; write < 12; write++) {
      try (Kernel other = new Kernel()) {
        other.killedAt(write, true, program, "a", RunOptions.PLAIN);
        other.runs.register(inner);
        other.start(program, "a");
        other.store.due(10).forEach(other.runs::drive);
        assertThat(other.store.due(10)).as("runs left over, killed at write %d", write).isEmpty();
      }
    }
  }
}
