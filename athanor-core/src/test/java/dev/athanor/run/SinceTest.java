package dev.athanor.run;

import static dev.athanor.run.Kernel.ID;
import static dev.athanor.run.Kernel.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Code that changes under a run and says so. */
class SinceTest {
  private final Kernel kernel = new Kernel();
  private final Program<String, String> old =
      program((run, _) -> shout(run, "a") + approval(run, "first") + shout(run,
          "b") + approval(run, "second"));
  private final Program<String, String> changed =
      program((run, _) -> shout(run, "a") + approval(run, "first") + (run
          .since("summary") ? shout(run, "summary") : "") + shout(run, "b") + approval(run, "second"));

  @AfterEach
  void close() {
    kernel.close();
  }

  private String shout(Run run, String name) {
    return run.step(name, kernel.calls.shout(Effect.SAMPLED), name);
  }

  private static String approval(Run run, String name) {
    return run.await(name, Signal.of(name, "?", Codec.TEXT), Deadline.NONE);
  }

  private void answer(RunId run, String name) {
    kernel.runs.answer(run, new Path(name), Codec.TEXT, ".");
  }

  @Test
  void aNewRunUsesTheNewCode() {
    kernel.start(changed, "");
    answer(ID, "first");
    kernel.runs.drive(ID);
    answer(ID, "second");
    assertThat(kernel.runs.drive(ID)).isEqualTo(new Outcome.Done<>("A.SUMMARYB."));
    assertThat(kernel.replay(ID, changed).identical()).isTrue();
    assertThat(kernel.replay(ID, old).divergence()).isPresent();
  }

  @Test
  void aRunThatHasNotComeToTheChangeUsesTheNewCode() {
    kernel.start(old, "");
    answer(ID, "first");
    assertThat(kernel.runs.drive(ID, changed)).isInstanceOf(Outcome.Waiting.class);
    answer(ID, "second");
    assertThat(kernel.runs.drive(ID, changed)).isEqualTo(new Outcome.Done<>("A.SUMMARYB."));
    assertThat(kernel.replay(ID, changed).identical()).isTrue();
  }

  @Test
  void aRunThatHasPassedTheChangeKeepsTheOldCode() {
    kernel.start(old, "");
    answer(ID, "first");
    assertThat(kernel.runs.drive(ID, old)).isInstanceOf(Outcome.Waiting.class);
    assertThat(kernel.runs.drive(ID, changed)).isInstanceOf(Outcome.Waiting.class);
    answer(ID, "second");
    assertThat(kernel.runs.drive(ID, changed)).isEqualTo(new Outcome.Done<>("A.B."));
    assertThat(kernel.calls.of("summary")).isZero();
    assertThat(kernel.replay(ID, changed).identical()).isTrue();
    assertThat(kernel.replay(ID, old).identical()).isTrue();
  }

  @Test
  void aFinishedRunOfTheOldCodeReplaysWithTheNew() {
    kernel.start(old, "");
    answer(ID, "first");
    kernel.runs.drive(ID, old);
    answer(ID, "second");
    kernel.runs.drive(ID, old);
    assertThat(kernel.replay(ID, changed)).extracting(Replay::identical, replay -> replay.outcome().output())
        .containsExactly(true, "A.B.");
  }

  @Test
  void aForkBeforeTheChangeUsesTheNewCodeAndOneAfterItTheOld() {
    kernel.start(old, "");
    answer(ID, "first");
    kernel.runs.drive(ID, old);
    answer(ID, "second");
    kernel.runs.drive(ID, old);
    kernel.runs.register(changed);
    assertThat(kernel.runs.fork(ID, Fork.at(new Path("b"))).outcome())
        .isEqualTo(new Outcome.Done<>("A.SUMMARYB."));
    assertThat(kernel.runs.fork(ID, Fork.at(new Path("second"))).outcome())
        .isEqualTo(new Outcome.Done<>("A.B."));
  }

  @Test
  void theSameChangeAnswersTheSameTwiceAndEachScopeForItself() {
    Program<String, String> program = program((run, _) -> {
      boolean before = run.since("x");
      String items =
          run.each("all", List.of("p", "q"), key -> key, (item, key) -> shout(item, key) + item.since(
              "x")).toString();
      return before + items + run.since("x")
          + run.scope("inner", inner -> Boolean.toString(inner.since("x")));
    });
    assertThat(kernel.start(program, "").output()).isEqualTo("true[Ptrue, Qtrue]truetrue");
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void aRunKilledAtAnyWriteComesToTheSameAnswer() {
    Program<String, String> program = program((run, _) -> shout(run, "a") + run.each("all", List.of("p", "q"),
        key -> key, (item, key) -> shout(item, key) + item.since("x") + shout(item, key)) + run.since("x")
        + shout(run,
            "b"));
    for (boolean durable : List.of(true, false)) {
      for (int write = 2; write < 13; write++) {
        try (Kernel other = new Kernel()) {
          other.killedAt(write, durable, program, "", RunOptions.PLAIN);
          assertThat(other.start(program, "").output()).as("killed at write %d", write).isEqualTo(
              "A[PtrueP, QtrueQ]trueB");
          assertThat(other.replay(ID, program).identical()).isTrue();
        }
      }
    }
  }
}
