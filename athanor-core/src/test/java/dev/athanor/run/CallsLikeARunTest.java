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
import dev.athanor.journal.Spend;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Programs called as another course of a run that somebody has started in earnest. */
class CallsLikeARunTest {
  private static final RunId SEEN = new RunId("seen");
  private static final RunId CALLED = ID.child(new Path("again"));

  private final Kernel kernel = new Kernel();
  private final Operation<String, String> costly =
      kernel.calls.operation("ask", Effect.SAMPLED, Retry.NONE, (request, attempt) -> {
        attempt.spend(new Spend(7, BigDecimal.ONE));
        return request + "!";
      });

  @AfterEach
  void close() {
    kernel.close();
  }

  private static ObjectNode word(String word) {
    return Json.object().put("word", word);
  }

  private static RunOptions pinned(String word) {
    return RunOptions.PLAIN.pin("word", Codec.TEXT.encode(word));
  }

  private <O> Outcome<O> seen(Program<String, O> program) {
    return kernel.runs.start(SEEN, program, "x", pinned("red")).outcome();
  }

  /** Calls the program again as another course of what was seen, with this word. */
  private Outcome<String> again(Program<String, String> inner, String word) {
    Program<String, String> outer = outer(inner);
    return kernel.start(outer, "x", RunOptions.PLAIN.pin("arm", word(word)).dry().memo("d"));
  }

  private static Program<String, String> outer(Program<String, String> inner) {
    return program((run, input) -> run.call("again", inner, input, CallOptions.pinnedTo("arm").like(SEEN))
        .outcome().output());
  }

  private Program<String, String> twoSteps() {
    return named("two", (run, input) -> run.step("first", costly, input)
        + run.step("second", costly, input + run.pinned("word", Codec.TEXT)));
  }

  @Test
  void theRecordAnswersAndTellsWhatItHasCostThereAndNothingIsSpent() {
    Outcome<String> before = seen(twoSteps());
    assertThat(again(twoSteps(), "red").output()).isEqualTo(before.output());
    assertThat(kernel.calls.total()).isEqualTo(2);
    assertThat(kernel.steps(CALLED)).extracting(Entry.Completed::origin).containsOnly(Origin.RECORDED);
    assertThat(kernel.steps(CALLED)).extracting(Entry.Completed::spend)
        .containsOnly(new Spend(7, BigDecimal.ONE));
    assertThat(kernel.runs.recording(CALLED).spent()).isEqualTo(Spend.NONE);
    assertThat(kernel.runs.recording(ID).spent()).isEqualTo(Spend.NONE);
    assertThat(kernel.replay(ID, outer(twoSteps())).identical()).isTrue();
    assertThat(kernel.replay(CALLED, twoSteps()).identical()).isTrue();
  }

  @Test
  void onlyWhatAnotherPinTouchesIsLived() {
    seen(twoSteps());
    assertThat(again(twoSteps(), "blue").output()).isEqualTo("x!xblue!");
    assertThat(kernel.steps(CALLED)).extracting(Entry.Completed::origin)
        .containsExactly(Origin.RECORDED, Origin.LIVED);
    assertThat(kernel.runs.recording(ID).spent()).isEqualTo(new Spend(7, BigDecimal.ONE));
  }

  @Test
  void whatWasWrittenIsNotWrittenAgainAndWhatWasNotIsRefused() {
    Operation<String, String> mail = kernel.calls.shout(Effect.WRITE);
    Program<String, String> mailing = named("mailing", (run, input) -> {
      try {
        return run.step("mail", mail, input + run.pinned("word", Codec.TEXT));
      } catch (StepFailed e) {
        return e.failure().code();
      }
    });
    seen(mailing);
    assertThat(again(mailing, "red").output()).isEqualTo("XRED");
    Program<String, String> changed = named("other", (run, input) -> run
        .call("again", mailing, input, CallOptions.pinnedTo("arm").like(SEEN)).outcome().output());
    assertThat(
        kernel.runs.start(new RunId("r2"), changed, "x", RunOptions.PLAIN.pin("arm", word("blue")).dry())
            .outcome().output())
        .isEqualTo(Failure.REFUSED);
    assertThat(kernel.calls.total()).isEqualTo(1);
  }

  @Test
  void theTimeAndTheRandomNumbersAreThoseOfThen() {
    Program<String, String> drawing =
        named("drawing", (run, _) -> run.now() + " " + run.random().nextLong());
    Outcome<String> before = seen(drawing);
    kernel.clock.advance(Duration.ofDays(3));
    assertThat(again(drawing, "red").output()).isEqualTo(before.output());
  }

  @Test
  void aProgramThatCallsAnotherIsFollowedIntoIt() {
    Program<String, String> calling = named("calling", (run, input) -> run.call("inner", twoSteps(), input));
    seen(calling);
    assertThat(again(calling, "blue").output()).isEqualTo("x!xblue!");
    assertThat(kernel.calls.of("x")).isEqualTo(1);
    assertThat(kernel.steps(CALLED.child(new Path("inner")))).extracting(Entry.Completed::origin)
        .containsExactly(Origin.RECORDED, Origin.LIVED);
  }

  @Test
  void aFailureIsLivedAgainSinceItMayNotBeOneAnyMore() {
    Operation<String, String> broken =
        kernel.calls.operation("broken", Effect.SAMPLED, Retry.NONE, (_, _) -> {
          if (kernel.calls.of("x") > 1) {
            return "mended";
          }
          throw new StepFailed("empty", "nothing there", false);
        });
    Program<String, String> program = named("breaking", (run, input) -> run.step("ask", broken, input));
    assertThat(seen(program)).isInstanceOf(Outcome.Failed.class);
    assertThat(again(program, "red").output()).isEqualTo("mended");
  }

  @Test
  void aRunThatIsNotThereAnswersNothing() {
    assertThat(again(twoSteps(), "red").output()).isEqualTo("x!xred!");
    assertThat(kernel.calls.total()).isEqualTo(2);
  }

  @Test
  void aCallThatWasKilledGoesOnWithTheSameRecord() {
    seen(twoSteps());
    RunOptions options = RunOptions.PLAIN.pin("arm", word("blue")).dry();
    kernel.killedAt(3, true, outer(twoSteps()), "x", options);
    assertThat(kernel.start(outer(twoSteps()), "x", options).output()).isEqualTo("x!xblue!");
    assertThat(kernel.calls.of("x")).isEqualTo(1);
    assertThat(kernel.steps(CALLED)).extracting(Entry.Completed::origin)
        .containsExactly(Origin.RECORDED, Origin.LIVED);
  }
}
