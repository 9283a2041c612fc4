package dev.athanor.run;

import static dev.athanor.run.Kernel.ID;
import static dev.athanor.run.Kernel.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Path;
import dev.athanor.json.Codec;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A record that does not end yet is compared as far as it goes: what a waiting run would meet with new code. */
class UnfinishedReplayTest {
  private final Kernel kernel = new Kernel();

  @AfterEach
  void close() {
    kernel.close();
  }

  private String shout(Run run, String name) {
    return run.step(name, kernel.calls.shout(Effect.SAMPLED), name);
  }

  private static String approval(Run run) {
    return run.await("approval", Signal.of("approval", "?", Codec.TEXT), Deadline.NONE);
  }

  private final Program<String, String> waits =
      program((run, _) -> shout(run, "a") + shout(run, "b") + approval(
          run));

  @Test
  void aRunThatWaitsReplaysToItsWait() {
    kernel.start(waits, "");
    Replay<String> replay = kernel.replay(ID, waits);
    assertThat(replay.identical()).isTrue();
    assertThat(replay.outcome()).isInstanceOf(Outcome.Waiting.class);
    assertThat(replay.steps()).isEqualTo(2);
  }

  @Test
  void aStepTooFewBeforeTheWaitIsADivergence() {
    kernel.start(waits, "");
    Replay<String> replay = kernel.replay(ID, program((run, _) -> shout(run, "a") + approval(run)));
    assertThat(replay.divergence()).hasValueSatisfying(divergence -> assertThat(divergence.path()).isEqualTo(
        new Path("b")));
  }

  @Test
  void aStepTooManyBeforeTheWaitIsADivergence() {
    kernel.start(waits, "");
    Replay<String> replay =
        kernel.replay(ID, program((run, _) -> shout(run, "a") + shout(run, "new") + shout(run,
            "b") + approval(run)));
    assertThat(replay.divergence()).hasValueSatisfying(divergence -> {
      assertThat(divergence.path()).isEqualTo(new Path("new"));
      assertThat(divergence.expected()).isEqualTo("no step");
    });
  }

  @Test
  void aStepAfterTheEndOfTheRecordIsNone() {
    Program<String, String> program = program((run, _) -> String.join("", run.each("all", List.of("x", "y"),
        key -> key, (item, key) -> shout(item, key + "1") + shout(item, key + "2")))
        + run.race("race", List.of(
            branch -> shout(branch, "r1"), branch -> shout(branch, "r2")))
        + shout(run, "end"));
    for (int write = 2; write < 12; write++) {
      try (Kernel other = new Kernel()) {
        other.killedAt(write, true, program, "", RunOptions.PLAIN);
        Replay<String> replay = other.replay(ID, program);
        assertThat(replay.identical()).as("killed at write %d: %s", write, replay).isTrue();
        assertThat(replay.lived()).isZero();
      }
    }
  }

  @Test
  void aWriteInDoubtReplaysAsOne() {
    Operation<String, String> mail = kernel.calls.operation("mail", Effect.WRITE, Retry.NONE, (_, _) -> {
      throw new IllegalStateException("the line broke");
    });
    Program<String, String> program = program((run, _) -> shout(run, "a") + run.step("mail", mail, "dear"));
    Outcome<String> outcome = kernel.start(program, "");
    Replay<String> replay = kernel.replay(ID, program);
    assertThat(replay.identical()).isTrue();
    assertThat(replay.outcome()).isEqualTo(outcome);
  }

  @Test
  void aWriteThatDidNotHappenAndWasNotTriedAgainIsWhereTheRecordEnds() {
    Operation<String, String> mail = kernel.calls.operation("mail", Effect.WRITE, Retry.NONE, (_, _) -> {
      throw new IllegalStateException("the line broke");
    });
    Program<String, String> program = program((run, _) -> run.step("mail", mail, "dear"));
    assertThat(kernel.start(program, "")).isInstanceOf(Outcome.InDoubt.class);
    kernel.runs.settle(ID, new Path("mail"), new Settlement.NotHappened());
    Replay<String> replay = kernel.replay(ID, program);
    assertThat(replay.divergence()).isEmpty();
    assertThat(replay.outcome()).isInstanceOfSatisfying(Outcome.Failed.class,
        failed -> assertThat(failed.failure().code()).isEqualTo("unfinished"));
  }
}
