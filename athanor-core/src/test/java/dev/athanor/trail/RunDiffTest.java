package dev.athanor.trail;

import static dev.athanor.trail.Trails.program;
import static dev.athanor.trail.Trails.shout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Path;
import dev.athanor.json.Codec;
import dev.athanor.run.Divergence;
import dev.athanor.run.Program;
import dev.athanor.run.RunOptions;
import dev.athanor.run.StepFailed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunDiffTest {
  private final Trails trails = new Trails();
  private int recorded;

  @AfterEach
  void close() {
    trails.close();
  }

  private RunDiff diff(Program<String, String> one, Program<String, String> other) {
    return RunDiff.of(trails.record("one" + ++recorded, one, "in"),
        trails.record("other" + recorded, other, "in"));
  }

  private static Program<String, String> asking(List<String> requests) {
    return program((run, _) -> {
      requests.forEach(request -> shout(run, "ask", request));
      return "end";
    });
  }

  private static List<String> requests(int count) {
    List<String> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      requests.add("request " + i);
    }
    return requests;
  }

  @Test
  void aRunIsNotDifferentFromItsLike() {
    RunDiff diff = diff(asking(requests(20)), asking(requests(20)));
    assertThat(diff).isEqualTo(new RunDiff(20, Optional.empty(), List.of()));
  }

  @Test
  void oneStepMoreIsOneDifferenceWhereverItStands() {
    for (int at = 0; at <= 20; at++) {
      List<String> more = requests(20);
      more.add(at, "one more");
      RunDiff diff = diff(asking(requests(20)), asking(more));
      Path path = new Path(at == 0 ? "ask" : "ask[" + at + "]");
      assertThat(diff.changes()).as("inserted at %d", at)
          .containsExactly(new RunDiff.OnlyIn(path, false, "shout"));
      assertThat(diff.same()).isEqualTo(20);
      RunDiff back = diff(asking(more), asking(requests(20)));
      assertThat(back.changes()).containsExactly(new RunDiff.OnlyIn(path, true, "shout"));
    }
  }

  @Test
  void aChangedRequestIsNamedWithItsDifference() {
    for (int at : List.of(0, 7, 19)) {
      List<String> changed = requests(20);
      changed.set(at, "another");
      RunDiff diff = diff(asking(requests(20)), asking(changed));
      Path path = new Path(at == 0 ? "ask" : "ask[" + at + "]");
      assertThat(diff.changes())
          .containsExactly(new RunDiff.Asked(path, path, List.of(new Divergence.Difference(
              "the whole", "\"request " + at + "\"", "\"another\""))));
      assertThat(diff.parts()).contains(diff.changes().getFirst());
    }
  }

  @Test
  void reorderedBranchesAndRetriesAreNone() {
    List<String> keys = requests(12);
    List<String> shuffled = new ArrayList<>(keys);
    Collections.shuffle(shuffled, new Random(3));
    assertThat(diff(items(keys, 0), items(shuffled, 3)).changes()).isEmpty();
  }

  private static Program<String, String> items(List<String> keys, int failures) {
    return program((run, _) -> {
      run.each("items", keys, key -> key,
          (item, key) -> item.step("ask", shout("flaky", Effect.SAMPLED, failures),
              key));
      return "end";
    });
  }

  @Test
  void anItemThatIsNamedByWhatItAsksIsHeldAgainstTheOneInItsPlace() {
    RunDiff diff = diff(named(List.of("a", "b", "c")), named(List.of("c", "x", "a")));
    assertThat(diff.same()).isEqualTo(2);
    assertThat(diff.changes()).singleElement().isInstanceOfSatisfying(RunDiff.Asked.class, asked -> {
      assertThat(asked.path()).isEqualTo(new Path("all{#b}/shout"));
      assertThat(asked.other()).isEqualTo(new Path("all{#x}/shout"));
    });
  }

  private static Program<String, String> named(List<String> requests) {
    return program((run, _) -> {
      run.each("all", requests, request -> "#" + request, (item, request) -> shout(item, "shout", request));
      return "end";
    });
  }

  @Test
  void losersOfARaceAreNoPartOfEither() {
    Program<String, String> race =
        program((run, _) -> run.race("race", List.of(branch -> shout(branch, "a", "a"),
            branch -> {
              throw new StepFailed("no", "not me", false);
            })));
    assertThat(diff(race, race).changes()).isEmpty();
  }

  @Test
  void anotherAnswerToTheSameRequestIsNamed() {
    List<String> answers = new ArrayList<>(List.of("one", "other"));
    Program<String, String> program =
        program((run, _) -> shout(run, "same", "x") + run.step("ask", Trails.answering(
            answers), "?"));
    RunDiff diff = diff(program, program);
    assertThat(diff.changes()).containsExactly(new RunDiff.Answered(new Path("ask"), new Path("ask"), List.of(
        new Divergence.Difference("the whole", "\"one\"", "\"other\""))), new RunDiff.Ended("done: \"Xone\"",
            "done: \"Xother\""));
    assertThat(diff.same()).isEqualTo(1);
  }

  @Test
  void anotherBeginningIsNamedButTheyPartAtTheStep() {
    Program<String, String> program =
        program((run, input) -> shout(run, "ask", input + run.pinned("x", Codec.TEXT)));
    RunDiff diff =
        RunDiff.of(trails.record("a", program, "in", RunOptions.PLAIN.pin("x", Codec.TEXT.encode("1"))),
            trails.record("b", program, "in", RunOptions.PLAIN.pin("x", Codec.TEXT.encode("2"))));
    assertThat(diff.changes()).extracting(RunDiff.Change::path).containsExactly(Path.ROOT, new Path("ask"),
        Path.ROOT);
    assertThat(diff.changes().getFirst()).isEqualTo(new RunDiff.Started("manifest", List.of(
        new Divergence.Difference("/x", "\"1\"", "\"2\""))));
    assertThat(diff.parts().orElseThrow().path()).isEqualTo(new Path("ask"));
  }

  @Test
  void differentEndsAfterEqualStepsAreWhereTheyPart() {
    RunDiff diff = diff(program((run, _) -> shout(run, "ask", "x")), program((run, _) -> {
      throw new StepFailed("no", "after " + shout(run, "ask", "x"), false);
    }));
    assertThat(diff.parts()).contains(new RunDiff.Ended("done: \"X\"", "failed: no: after X"));
  }

  @Test
  void thousandsOfStepsWithAFewChangesAreComparedInNoTime() {
    List<String> many = requests(5_000);
    List<String> changed = new ArrayList<>(many);
    changed.remove(100);
    changed.add(2_500, "one more");
    changed.set(4_000, "another");
    RunDiff diff = diff(asking(many), asking(changed));
    assertThat(diff.changes()).hasSize(3);
    assertThat(diff.same()).isEqualTo(4_998);
  }
}
