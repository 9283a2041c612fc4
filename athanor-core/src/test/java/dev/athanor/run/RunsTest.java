package dev.athanor.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Effect;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Failure;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.Origin;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Stamped;
import dev.athanor.json.Codec;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunsTest {
  private final InMemoryJournal journal = new InMemoryJournal();
  private final Runs runs = new Runs(journal);
  private final Calls calls = new Calls();
  private final RunId id = new RunId("r1");

  @AfterEach
  void close() {
    runs.close();
  }

  private static Program<String, String> program(BiFunction<Run, String, String> body) {
    return new Program<>("test", Codec.TEXT, Codec.TEXT, body);
  }

  private List<Entry.Completed> steps(RunId run) {
    return journal.entries(run, 0).stream().map(Stamped::entry).filter(
        entry -> entry instanceof Entry.Completed)
        .map(entry -> (Entry.Completed) entry).toList();
  }

  private final Program<String, String> twoShouts = program((run, input) -> {
    String first = run.step("shout", calls.shout(Effect.SAMPLED), input);
    return first + run.step("shout", calls.shout(Effect.READ), input + "!");
  });

  @Test
  void aStepIsLivedOnceAndAnsweredFromTheRecordAfterwards() {
    assertThat(runs.start(id, twoShouts, "hi").outcome().output()).isEqualTo("HIHI!");
    assertThat(runs.start(id, twoShouts, "hi").outcome().output()).isEqualTo("HIHI!");
    assertThat(calls.total()).isEqualTo(2);
    assertThat(steps(id)).extracting(step -> step.path().value()).containsExactly("shout", "shout[1]");
  }

  @Test
  void aReplayIsIdenticalAndLivesNothing() {
    runs.start(id, twoShouts, "hi").outcome();
    Replay<String> replay = runs.replay(runs.recording(id), twoShouts);
    assertThat(replay.identical()).isTrue();
    assertThat(replay.steps()).isEqualTo(2);
    assertThat(replay.lived()).isZero();
    assertThat(calls.total()).isEqualTo(2);
    assertThat(journal.entries(id, 0).getLast().entry()).isInstanceOfSatisfying(Entry.Ended.class,
        ended -> assertThat(((Entry.End.Done) ended.end()).digest()).isEqualTo(replay.digest()));
  }

  @Test
  void aReplayOfChangedCodeNamesTheFirstDifference() {
    runs.start(id, twoShouts, "hi").outcome();
    Replay<String> replay = runs.replay(runs.recording(id), program((run, input) -> {
      String first = run.step("shout", calls.shout(Effect.SAMPLED), input);
      return first + run.step("shout", calls.shout(Effect.READ), input + "?");
    }));
    assertThat(replay.divergence()).hasValueSatisfying(divergence -> {
      assertThat(divergence.path()).isEqualTo(new Path("shout[1]"));
      assertThat(divergence.differences()).containsExactly(new Divergence.Difference("the whole", "\"hi!\"",
          "\"hi?\""));
    });
  }

  @Test
  void aWaitLetsGoAndTheAnswerBringsTheRunToItsEnd() {
    Program<String, String> asks = program((run, input) -> {
      String draft = run.step("draft", calls.shout(Effect.SAMPLED), input);
      return draft + run.await("approval", Signal.of("approval", draft, Codec.TEXT), Deadline.NONE);
    });
    Outcome<String> first = runs.start(id, asks, "hi").outcome();
    assertThat(first).isInstanceOf(Outcome.Waiting.class);
    runs.answer(id, new Path("approval"), Codec.TEXT, " yes");
    assertThat(runs.drive(id)).isEqualTo(new Outcome.Done<>("HI yes"));
    assertThat(calls.total()).isEqualTo(1);
    assertThat(runs.replay(runs.recording(id), asks).identical()).isTrue();
    assertThatThrownBy(() -> runs.answer(id, new Path("approval"), Codec.TEXT, "no")).isInstanceOf(
        AthanorException.class)
        .hasMessageContaining("was answered before");
  }

  @Test
  void itemsOfACollectionAreKnownByTheirKeyAndAnsweredInOrder() {
    Program<String, String> each = program((run, input) -> String.join(",",
        run.each("grade", List.of("b", "a", "c"), key -> key, (item, key) -> item.step("shout", calls.shout(
            Effect.PURE), key))));
    assertThat(runs.start(id, each, "").outcome().output()).isEqualTo("B,A,C");
    assertThat(steps(id)).extracting(step -> step.path().value()).containsExactlyInAnyOrder("grade{b}/shout",
        "grade{a}/shout",
        "grade{c}/shout");
    assertThat(runs.replay(runs.recording(id), each).identical()).isTrue();
  }

  @Test
  void aRaceRecordsItsWinnerAndAReplayFollowsIt() {
    Operation<String, String> slow = calls.operation("slow", Effect.SAMPLED, Retry.NONE, (_, _) -> {
      Thread.sleep(Duration.ofMinutes(1));
      return "slow";
    });
    Program<String, String> race = program((run, input) -> run.race("race",
        List.of(branch -> branch.step("a", slow, "slow"), branch -> branch.step("a", calls.shout(
            Effect.SAMPLED), input))));
    assertThat(runs.start(id, race, "fast").outcome().output()).isEqualTo("FAST");
    Replay<String> replay = runs.replay(runs.recording(id), race);
    assertThat(replay.identical()).isTrue();
    assertThat(replay.steps()).isEqualTo(1);
  }

  @Test
  void aForkTakesThePrefixAndLivesOnlyWhatItsChangeTouches() {
    Program<String, String> pinned = program((run, input) -> {
      String first = run.step("first", calls.shout(Effect.SAMPLED), input);
      String suffix = run.pinned("suffix", Codec.TEXT);
      String second = run.step("second", calls.shout(Effect.PURE), input + suffix);
      return first + second + run.step("third", calls.shout(Effect.SAMPLED), "same");
    });
    runs.start(id, pinned, "hi", RunOptions.PLAIN.pin("suffix", Codec.TEXT.encode("1"))).outcome();
    Outcome<?> forked = runs.fork(id, Fork.at(new Path("second")).set("suffix", Codec.TEXT.encode("2")),
        new RunId("f1")).outcome();
    assertThat(forked).isEqualTo(new Outcome.Done<>("HIHI2SAME"));
    assertThat(steps(new RunId("f1"))).extracting(Entry.Completed::origin).containsExactly(Origin.RECORDED,
        Origin.LIVED,
        Origin.RECORDED);
    assertThat(runs.replay(new RunId("f1")).identical()).isTrue();
    assertThatThrownBy(() -> runs.fork(id, Fork.at(new Path("secnd")))).hasMessageContaining("[second,");
    assertThatThrownBy(() -> runs.fork(id, Fork.at(new Path("second")).set("sufix", Codec.TEXT.encode("2"))))
        .hasMessageContaining("pinned to [suffix]");
  }

  @Test
  void aForkRefusesNewWritesAndKeepsEqualOnes() {
    Program<String, String> writes = program((run, input) -> {
      run.step("keep", calls.shout(Effect.WRITE), "same");
      try {
        return run.step("send", calls.shout(Effect.WRITE), run.pinned("text", Codec.TEXT));
      } catch (StepFailed e) {
        return e.code();
      }
    });
    runs.start(id, writes, "", RunOptions.PLAIN.pin("text", Codec.TEXT.encode("one"))).outcome();
    Fork fork = Fork.at(new Path("keep")).set("text", Codec.TEXT.encode("two"));
    assertThat(runs.fork(id, fork).outcome()).isEqualTo(new Outcome.Done<>(Failure.REFUSED));
    assertThat(runs.fork(id, fork.allow("shout-WRITE")).outcome()).isEqualTo(new Outcome.Done<>("TWO"));
    assertThat(runs.fork(id, fork.supply(new Path("send"), Codec.TEXT.encode("given"))).outcome())
        .isEqualTo(new Outcome.Done<>("given"));
    assertThat(calls.of("same")).isEqualTo(1);
    assertThat(calls.of("two")).isEqualTo(1);
  }
}
