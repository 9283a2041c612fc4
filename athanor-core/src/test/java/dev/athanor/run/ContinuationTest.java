package dev.athanor.run;

import static dev.athanor.run.Kernel.ID;
import static dev.athanor.run.Kernel.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Failure;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunState;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContinuationTest {
  private final Kernel kernel = new Kernel();

  @AfterEach
  void close() {
    kernel.close();
  }

  private Program<String, String> counting(int most) {
    return program((run, input) -> {
      int number = Integer.parseInt(input);
      run.step("shout", kernel.calls.shout(Effect.KEYED), "n" + number);
      if (number < most) {
        throw run.continueAs(Integer.toString(number + 1));
      }
      return input;
    });
  }

  @Test
  void aRunGoesOnAsANewOneWithTheStateThatItHandsOver() {
    Program<String, String> program = counting(3);
    assertThat(kernel.start(program, "1").output()).isEqualTo("3");
    assertThat(kernel.store.find(ID).orElseThrow().state()).isEqualTo(RunState.CONTINUED);
    RunId last = ID.successor().successor();
    assertThat(kernel.store.find(last).orElseThrow().state()).isEqualTo(RunState.DONE);
    assertThat(kernel.calls.total()).isEqualTo(3);
    for (RunId run : List.of(ID, ID.successor(), last)) {
      assertThat(kernel.replay(run, program).identical()).as("replay of %s", run).isTrue();
    }
    assertThat(kernel.runs.drive(ID).output()).isEqualTo("3");
    assertThat(kernel.calls.total()).isEqualTo(3);
  }

  @Test
  void aReplayThatContinuesWithAnotherStateDiverges() {
    kernel.start(counting(2), "1");
    Replay<String> replay = kernel.replay(ID, program((run, input) -> {
      run.step("shout", kernel.calls.shout(Effect.KEYED), "n" + input);
      throw run.continueAs("7");
    }));
    assertThat(replay.divergence())
        .hasValueSatisfying(divergence -> assertThat(divergence.expected()).isEqualTo(
            "a continuation with input \"2\""));
  }

  @Test
  void aChainOfManyRunsHoldsNothingAndEnds() {
    assertThat(kernel.start(counting(2_000), "1").output()).isEqualTo("2000");
    assertThat(kernel.runs.drive(ID).output()).isEqualTo("2000");
    assertThat(kernel.calls.total()).isEqualTo(2_000);
  }

  @Test
  void aChainGoesOnWhereItWasKilled() {
    for (boolean durable : List.of(true, false)) {
      for (int write = 1; write < 18; write++) {
        try (Kernel other = new Kernel()) {
          Program<String, String> program = program((run, input) -> {
            int number = Integer.parseInt(input);
            run.step("shout", other.calls.shout(Effect.KEYED), "n" + number);
            if (number < 3) {
              throw run.continueAs(Integer.toString(number + 1));
            }
            return input;
          });
          other.killedAt(write, durable, program, "1", RunOptions.PLAIN);
          assertThat(other.start(program, "1").output()).as("killed at write %d", write).isEqualTo("3");
          assertThat(other.calls.total()).as("killed at write %d", write).isBetween(3, 4);
        }
      }
    }
  }

  @Test
  void aBranchThatLostItsRaceContinuesNothing() {
    CountDownLatch asked = new CountDownLatch(1);
    Operation<String, String> patient =
        kernel.calls.operation("patient", Effect.SAMPLED, Retry.NONE, (request,
            _) -> {
          asked.await();
          return request;
        });
    Program<String, String> program = program((run, _) -> run.race("race", List.of(branch -> {
      try {
        throw branch.continueAs("again");
      } finally {
        asked.countDown();
      }
    }, branch -> branch.step("patient", patient, "winner"))));
    assertThat(kernel.start(program, "").output()).isEqualTo("winner");
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void ofTwoItemsThatContinueTheFirstPathDecidesWhateverWasFaster() {
    for (int round = 0; round < 20; round++) {
      try (Kernel other = new Kernel()) {
        Program<String, String> program = program((run, input) -> {
          if (!input.isEmpty()) {
            return input;
          }
          run.each("all", List.of("b", "a", "c"), key -> key, (item, key) -> {
            throw item.continueAs(key);
          });
          return "never";
        });
        assertThat(other.start(program, "").output()).isEqualTo("a");
        assertThat(other.replay(ID, program).identical()).isTrue();
      }
    }
  }

  @Test
  void aCancellationReachesTheRunThatGoesOn() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    Program<String, String> program = program((run, input) -> {
      if (input.equals("1")) {
        throw run.continueAs("2");
      }
      return run.step("first", kernel.calls.operation("first", Effect.SAMPLED, Retry.NONE, (request, _) -> {
        begun.countDown();
        cancelled.await();
        return request;
      }), input) + run.step("second", kernel.calls.shout(Effect.SAMPLED), "second");
    });
    Handle<String> handle = kernel.runs.start(ID, program, "1");
    Calls.await(begun);
    assertThat(kernel.runs.cancel(ID)).isTrue();
    cancelled.countDown();
    assertThat(handle.outcome()).isInstanceOfSatisfying(Outcome.Failed.class,
        failed -> assertThat(failed.failure()
            .code()).isEqualTo(Failure.CANCELLED));
    assertThat(kernel.calls.of("second")).isZero();
  }
}
