package dev.athanor.run;

import static dev.athanor.run.Kernel.ID;
import static dev.athanor.run.Kernel.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Effect;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunState;
import dev.athanor.json.Codec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DispatcherTest {
  private static final Duration OFTEN = Duration.ofMillis(2);
  private final Kernel kernel = new Kernel();
  private final Program<String, String> asks =
      named("asks", (run, input) -> input + run.await("a", Signal.of("a",
          "?", Codec.TEXT), Deadline.after(Duration.ofHours(1))));

  @AfterEach
  void close() {
    kernel.close();
  }

  private void comesTo(RunId run, RunState state) {
    Calls.until(() -> kernel.store.find(run).orElseThrow().state() == state);
  }

  @Test
  void itWakesWhatWasAnsweredAndWhatIsDue() {
    RunId other = new RunId("r2");
    kernel.start(asks, "x");
    kernel.runs.start(other, asks, "y").outcome();
    try (Dispatcher _ = new Dispatcher(kernel.runs, OFTEN)) {
      kernel.runs.answer(ID, new Path("a"), Codec.TEXT, "!");
      comesTo(ID, RunState.DONE);
      assertThat(kernel.store.find(other).orElseThrow().state()).isEqualTo(RunState.WAITING);
      kernel.clock.advance(Duration.ofHours(1));
      comesTo(other, RunState.FAILED);
    }
  }

  @Test
  void itTakesOverWhatADeadDriverLeft() {
    Program<String, String> program =
        named("test", (run, input) -> run.step("a", kernel.calls.shout(Effect.KEYED),
            input) + run.step("b", kernel.calls.shout(Effect.KEYED), input + "!"));
    kernel.killedAt(4, true, program, "x", RunOptions.PLAIN);
    kernel.runs.register(program);
    try (Dispatcher _ = new Dispatcher(kernel.runs, OFTEN)) {
      comesTo(ID, RunState.DONE);
    }
    assertThat(kernel.runs.drive(ID).output()).isEqualTo("XX!");
  }

  @Test
  void itLeavesRunsOfOtherProgramsToOthersHoweverManyThereAre() {
    Program<String, String> strange =
        named("strange", (run, input) -> run.step("a", kernel.calls.shout(Effect.PURE),
            input));
    for (int i = 0; i < 250; i++) {
      try (Runs dying = kernel.process(new MortalJournal(kernel.store, 1, true))) {
        dying.start(new RunId("s" + i), strange, "x");
      } catch (AthanorException e) {
        assertThat(e.code()).isEqualTo("killed");
      }
    }
    kernel.start(asks, "x");
    try (Dispatcher dispatcher = new Dispatcher(kernel.runs, OFTEN)) {
      kernel.runs.answer(ID, new Path("a"), Codec.TEXT, "!");
      comesTo(ID, RunState.DONE);
      assertThat(kernel.store.find(new RunId("s7")).orElseThrow().state()).isEqualTo(RunState.RUNNING);
      kernel.runs.register(strange);
      for (String id : List.of("s0", "s7", "s249")) {
        comesTo(new RunId(id), RunState.DONE);
      }
      assertThat(dispatcher.lastProblem()).isEmpty();
    }
  }

  @Test
  void itGoesOnLookingWhenTheJournalHadAProblem() {
    AtomicBoolean failing = new AtomicBoolean(true);
    try (Runs runs = kernel.process(new DelegatingJournal(kernel.store) {
      @Override
      public List<RunId> due(int limit) {
        if (failing.get()) {
          throw AthanorException.data("disk", "the disk is away");
        }
        return super.due(limit);
      }
    })) {
      runs.start(ID, asks, "x").outcome();
      kernel.runs.answer(ID, new Path("a"), Codec.TEXT, "!");
      try (Dispatcher dispatcher = new Dispatcher(runs, OFTEN)) {
        Calls.until(() -> dispatcher.lastProblem().isPresent());
        failing.set(false);
        comesTo(ID, RunState.DONE);
      }
    }
  }

  @Test
  void itIsNotClosedBeforeItHasLookedToTheEnd() {
    var looking = new CountDownLatch(1);
    var looked = new AtomicBoolean();
    try (Runs runs = kernel.process(new DelegatingJournal(kernel.store) {
      @Override
      public List<RunId> due(int limit) {
        looking.countDown();
        Calls.untilInterrupted();
        List<RunId> due = super.due(limit);
        looked.set(true);
        return due;
      }
    })) {
      try (Dispatcher _ = new Dispatcher(runs, OFTEN)) {
        Calls.await(looking);
      }
      assertThat(looked).isTrue();
    }
  }

  @Test
  void itDrivesARunByItsCallerAndCancelsWhatNobodyNeeds() {
    Program<String, String> caller = named("test", (run, input) -> run.call("child", asks, input));
    kernel.start(caller, "x");
    RunId child = ID.child(new Path("child"));
    try (Dispatcher _ = new Dispatcher(kernel.runs, OFTEN)) {
      kernel.runs.answer(child, new Path("a"), Codec.TEXT, "!");
      comesTo(ID, RunState.DONE);
      comesTo(child, RunState.DONE);
    }
    assertThat(kernel.runs.drive(ID).output()).isEqualTo("x!");
  }
}
