package dev.athanor.run;

import static dev.athanor.run.Kernel.ID;
import static dev.athanor.run.Kernel.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Path;
import dev.athanor.json.Codec;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A program that is left in the middle does nothing more, even if it catches what leaves it. */
class LeavingTest {
  private final Kernel kernel = new Kernel();

  @AfterEach
  void close() {
    kernel.close();
  }

  private static String ask(Run run) {
    return run.await("approval", Signal.of("approval", "?", Codec.TEXT), Deadline.NONE);
  }

  /** Code that no program should have. */
  private static String swallow(Function<Run, String> body, Run run) {
    try {
      return body.apply(run);
    } catch (Throwable e) {
      return "swallowed";
    }
  }

  private void swallowedIn(Program<String, String> program) {
    assertThat(kernel.start(program, "in")).isInstanceOf(Outcome.Waiting.class);
    assertThat(kernel.calls.of("after swallowed")).isZero();
    assertThat(kernel.calls.total()).isZero();
    Outcome.Waiting<?> waiting = (Outcome.Waiting<?>) kernel.runs.drive(ID);
    kernel.runs.answer(ID, waiting.waits().getFirst().path(), Codec.TEXT, "yes");
    assertThat(kernel.runs.drive(ID)).isEqualTo(new Outcome.Done<>("AFTER YES"));
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  private String after(Run run, String answer) {
    return run.step("after", kernel.calls.shout(Effect.SAMPLED), "after " + answer);
  }

  @Test
  void aWaitThatIsSwallowedStopsTheRest() {
    swallowedIn(program((run, _) -> after(run, swallow(LeavingTest::ask, run))));
  }

  @Test
  void aWaitThatIsSwallowedInAScopeStopsTheRest() {
    swallowedIn(
        program((run, _) -> after(run, run.scope("inner", inner -> swallow(LeavingTest::ask, inner)))));
  }

  @Test
  void aWaitThatIsSwallowedInAnItemStopsTheRest() {
    swallowedIn(program((run, _) -> after(run, run.each("all", List.of("a"), key -> key, (item, _) -> swallow(
        LeavingTest::ask, item)).getFirst())));
  }

  @Test
  void aWaitThatIsSwallowedInABranchOfARaceDoesNotWinIt() {
    swallowedIn(program((run, _) -> after(run, run.race("race", List.of(branch -> swallow(LeavingTest::ask,
        branch))))));
  }

  @Test
  void aSwallowedDoubtStopsTheRest() {
    Operation<String, String> mail = kernel.calls.operation("mail", Effect.WRITE, Retry.NONE, (_, _) -> {
      throw new IllegalStateException("the line broke");
    });
    Program<String, String> program = program((run, _) -> after(run, run.scope("inner", inner -> swallow(
        scope -> scope.step("mail", mail, "dear"), inner))));
    assertThat(kernel.start(program, "")).isInstanceOf(Outcome.InDoubt.class);
    assertThat(kernel.calls.total()).isEqualTo(1);
    kernel.runs.settle(ID, new Path("inner/mail"), new Settlement.Happened(Codec.TEXT.encode("sent")));
    assertThat(kernel.runs.drive(ID)).isEqualTo(new Outcome.Done<>("AFTER SENT"));
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }
}
