package dev.athanor.run;

import static dev.athanor.run.Kernel.ID;
import static dev.athanor.run.Kernel.named;
import static dev.athanor.run.Kernel.program;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Failure;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunState;
import dev.athanor.json.Codec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitsTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private final Kernel kernel = new Kernel();

  @AfterEach
  void close() {
    kernel.close();
  }

  private static String approval(Run run, String name, Deadline deadline) {
    return run.await(name, Signal.of("approval", "about " + name, Codec.TEXT), deadline);
  }

  private static String approvalOrWhy(Run run, String name, Deadline deadline) {
    try {
      return approval(run, name, deadline);
    } catch (StepFailed e) {
      return e.code();
    }
  }

  private void answer(RunId run, String path, String answer) {
    kernel.runs.answer(run, new Path(path), Codec.TEXT, answer);
  }

  private String shout(Run run, String name) {
    return run.step(name, kernel.calls.shout(Effect.SAMPLED), name);
  }

  @Test
  void whatARunWaitsForIsSaidAndHeldByNobody() {
    Program<String, String> program = program((run, _) -> approval(run, "a", Deadline.after(HOUR)));
    assertThat(kernel.start(program, ""))
        .isEqualTo(new Outcome.Waiting<>(List.of(new Outcome.Wait(ID, new Path("a"),
            "approval", Codec.TEXT.encode("about a"),
            java.util.Optional.of(kernel.clock.instant().plus(HOUR))))));
    assertThat(kernel.store.find(ID).orElseThrow().state()).isEqualTo(RunState.WAITING);
    assertThat(kernel.store.acquire(ID, "somebody", HOUR)).isPresent();
  }

  @Test
  void anAnswerBeforeTheDeadlineCounts() {
    Program<String, String> program = program((run, _) -> approvalOrWhy(run, "a", Deadline.after(HOUR)));
    kernel.start(program, "");
    answer(ID, "a", "yes");
    kernel.clock.advance(HOUR.plusSeconds(1));
    assertThat(kernel.runs.drive(ID)).isEqualTo(new Outcome.Done<>("yes"));
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void anAnswerAfterTheDeadlineComesTooLate() {
    Program<String, String> program =
        program((run, _) -> approvalOrWhy(run, "a", Deadline.after(HOUR)) + approval(
            run, "b", Deadline.NONE));
    kernel.start(program, "");
    assertThat(kernel.store.due(10)).isEmpty();
    kernel.clock.advance(HOUR);
    assertThat(kernel.store.due(10)).containsExactly(ID);
    assertThat(kernel.runs.drive(ID)).isInstanceOf(Outcome.Waiting.class);
    assertThatThrownBy(() -> answer(ID, "a", "yes")).hasMessageContaining("was answered before");
    answer(ID, "b", "!");
    assertThat(kernel.runs.drive(ID)).isEqualTo(new Outcome.Done<>(Failure.DEADLINE + "!"));
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void anAnswerThatComesWhileTheRunIsBeingDrivenIsNotLost() {
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    Operation<String, String> slow =
        kernel.calls.operation("slow", Effect.SAMPLED, Retry.NONE, (request, _) -> {
          answered.await();
          return request;
        });
    Program<String, String> program =
        program((run, _) -> run.each("all", List.of("slow", "asks"), key -> key, (item,
            key) -> {
          if (key.equals("slow")) {
            return item.step("slow", slow, "x") + shout(item, "after");
          }
          try {
            return approval(item, "a", Deadline.NONE);
          } finally {
            waiting.countDown();
          }
        }).toString());
    Handle<String> handle = kernel.runs.start(ID, program, "");
    Calls.await(waiting);
    answer(ID, "all{asks}/a", "yes");
    answered.countDown();
    assertThat(handle.outcome()).isEqualTo(new Outcome.Done<>("[xAFTER, yes]"));
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void anAnswerWhileTheThreadIsParkedNeedsNoSecondDrive() {
    Limits patient = new Limits(Duration.ofSeconds(30), Duration.ofMinutes(1), 8);
    try (Runs runs = new Runs(kernel.store, patient, RunListener.NONE, Redactor.NONE)) {
      CountDownLatch before = new CountDownLatch(1);
      Program<String, String> program = program((run, _) -> {
        before.countDown();
        return approval(run, "a", Deadline.NONE);
      });
      Handle<String> handle = runs.start(ID, program, "");
      Calls.await(before);
      Calls.until(() -> kernel.entries(ID).anyMatch(Entry.Waiting.class::isInstance));
      runs.answer(ID, new Path("a"), Codec.TEXT, "yes");
      assertThat(handle.outcome()).isEqualTo(new Outcome.Done<>("yes"));
    }
  }

  @Test
  void aClockThatGoesBackParksNobody() {
    Limits patient = new Limits(Duration.ofSeconds(30), Duration.ofMillis(50), 8);
    try (Runs runs = new Runs(kernel.store, patient, RunListener.NONE, Redactor.NONE)) {
      kernel.clock.advance(HOUR.negated());
      assertThat(runs.start(ID, program((run, _) -> approval(run, "a", Deadline.after(HOUR))), "").outcome())
          .isInstanceOf(Outcome.Waiting.class);
    }
  }

  @Test
  void waitsOfAllItemsAreSaidAtOnceAndAnsweredInAnyOrder() {
    Program<String, String> program =
        program((run, _) -> run.each("all", List.of("p", "q", "r"), key -> key, (item,
            key) -> shout(item, key) + approval(item, "ok", Deadline.NONE)).toString());
    assertThat(kernel.start(program, "")).isInstanceOfSatisfying(Outcome.Waiting.class,
        waiting -> assertThat(waiting
            .toString()).contains("all{p}/ok", "all{q}/ok", "all{r}/ok"));
    answer(ID, "all{r}/ok", "3");
    assertThat(kernel.runs.drive(ID)).isInstanceOf(Outcome.Waiting.class);
    answer(ID, "all{p}/ok", "1");
    answer(ID, "all{q}/ok", "2");
    assertThat(kernel.runs.drive(ID)).isEqualTo(new Outcome.Done<>("[P1, Q2, R3]"));
    assertThat(kernel.calls.total()).isEqualTo(3);
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void aWaitThatLostItsRaceHoldsNobodyUp() {
    Program<String, String> program =
        program((run, _) -> run.race("race", List.of(branch -> approval(branch, "a",
            Deadline.NONE), branch -> shout(branch, "fast"))));
    assertThat(kernel.start(program, "")).isEqualTo(new Outcome.Done<>("FAST"));
    assertThatThrownBy(() -> answer(ID, "race{0}/a", "late")).hasMessageContaining("(DONE) does not wait at");
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void aRaceOfWaitsIsWonByTheFirstAnswer() {
    Program<String, String> program =
        program((run, _) -> run.race("race", List.of(branch -> approval(branch, "a",
            Deadline.NONE), branch -> approval(branch, "b", Deadline.after(HOUR)), branch -> {
              throw new StepFailed("no", "not me", false);
            })) + approval(run, "end", Deadline.NONE));
    assertThat(kernel.start(program, "")).isInstanceOf(Outcome.Waiting.class);
    answer(ID, "race{1}/b", "b!");
    Outcome<?> second = kernel.runs.drive(ID);
    assertThat(((Outcome.Waiting<?>) second).waits()).extracting(Outcome.Wait::path)
        .containsExactly(new Path("end"));
    answer(ID, "race{0}/a", "too late");
    answer(ID, "end", ".");
    assertThat(kernel.runs.drive(ID)).isEqualTo(new Outcome.Done<>("b!."));
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void aWaitOfACalledRunIsTheCallersToo() {
    Program<String, String> inner =
        named("inner", (run, _) -> shout(run, "in") + approvalOrWhy(run, "a", Deadline
            .after(HOUR)));
    Program<String, String> program = program((run, _) -> shout(run, "out") + run.call("child", inner, ""));
    Outcome<String> outcome = kernel.start(program, "");
    RunId child = ID.child(new Path("child"));
    assertThat(((Outcome.Waiting<String>) outcome).waits()).extracting(Outcome.Wait::run, Outcome.Wait::path)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(child, new Path("a")));
    kernel.clock.advance(HOUR);
    kernel.store.due(10).forEach(kernel.runs::drive);
    assertThat(kernel.runs.drive(ID)).isEqualTo(new Outcome.Done<>("OUTIN" + Failure.DEADLINE));
    assertThat(kernel.calls.total()).isEqualTo(2);
    assertThat(kernel.replay(ID, program).identical()).isTrue();
    assertThat(kernel.replay(child, inner).identical()).isTrue();
  }

  @Test
  void aSleepEndsByTheStoresClock() {
    Program<String, String> program = program((run, _) -> {
      run.sleep("nap", HOUR);
      run.sleep("nap", HOUR);
      return "awake";
    });
    assertThat(kernel.start(program, "")).isInstanceOf(Outcome.Waiting.class);
    kernel.clock.advance(HOUR);
    assertThat(kernel.runs.drive(ID)).isInstanceOf(Outcome.Waiting.class);
    kernel.clock.advance(HOUR.minusSeconds(1));
    assertThat(kernel.runs.drive(ID)).isInstanceOf(Outcome.Waiting.class);
    kernel.clock.advance(Duration.ofSeconds(1));
    assertThat(kernel.runs.drive(ID)).isEqualTo(new Outcome.Done<>("awake"));
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void aForkTakesOverDecisionsAndTimesThatNothingHasTouched() {
    Program<String, String> program = program((run, _) -> {
      String first = approvalOrWhy(run, "a", Deadline.after(HOUR));
      run.sleep("nap", HOUR);
      String second = approvalOrWhy(run, "b", Deadline.NONE);
      return first + " " + second + " " + run.pinned("x", Codec.TEXT);
    });
    kernel.start(program, "", RunOptions.PLAIN.pin("x", Codec.TEXT.encode("1")));
    kernel.clock.advance(HOUR);
    kernel.runs.drive(ID);
    kernel.clock.advance(HOUR);
    kernel.runs.drive(ID);
    answer(ID, "b", "yes");
    assertThat(kernel.runs.drive(ID)).isEqualTo(new Outcome.Done<>("deadline yes 1"));
    for (String at : List.of("", "a", "nap", "b")) {
      assertThat(kernel.runs.fork(ID, Fork.at(new Path(at)).set("x", Codec.TEXT.encode("2"))).outcome()).as(
          "fork at \"%s\"", at).isEqualTo(new Outcome.Done<>("deadline yes 2"));
    }
  }

  @Test
  void aForkAsksAnewAfterAWriteWasChanged() {
    Program<String, String> program = program((run, _) -> {
      try {
        run.step("send", kernel.calls.shout(Effect.WRITE), run.pinned("x", Codec.TEXT));
      } catch (StepFailed e) {
        return e.code() + approval(run, "a", Deadline.NONE);
      }
      return approval(run, "a", Deadline.NONE);
    });
    kernel.start(program, "", RunOptions.PLAIN.pin("x", Codec.TEXT.encode("1")));
    answer(ID, "a", "yes");
    kernel.runs.drive(ID);
    assertThat(kernel.runs.fork(ID, Fork.at(new Path("send")).set("x", Codec.TEXT.encode("2"))).outcome())
        .isInstanceOf(Outcome.Waiting.class);
  }

  @Test
  void aCancelledWaitFailsAtOnce() {
    Program<String, String> program =
        program((run, _) -> approvalOrWhy(run, "a", Deadline.after(HOUR)) + "," + shout(
            run, "after"));
    kernel.start(program, "");
    assertThat(kernel.runs.cancel(ID)).isTrue();
    assertThat(kernel.store.due(10)).containsExactly(ID);
    assertThat(kernel.runs.drive(ID)).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed
        .failure().code()).isEqualTo(Failure.CANCELLED));
    assertThat(kernel.calls.total()).isZero();
    assertThat(kernel.runs.cancel(ID)).isFalse();
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void anAnswerThatCantBeReadIsNotTheEndOfTheRun() {
    Program<String, Integer> program =
        new Program<>("numbers", Codec.TEXT, Codec.of(Integer.class), (run, _) -> run
            .await("n", Signal.of("number", "?", Codec.of(Integer.class)), Deadline.NONE));
    kernel.runs.start(ID, program, "").outcome();
    assertThatThrownBy(() -> kernel.runs.answer(ID, new Path("m"), Codec.TEXT, "x")).hasMessageContaining(
        "does not wait at \"m\"");
    kernel.runs.answer(ID, new Path("n"), Codec.of(Integer.class), 7);
    assertThat(kernel.runs.drive(ID, program)).isEqualTo(new Outcome.Done<>(7));
  }
}
