package dev.athanor.run;

import static dev.athanor.run.Kernel.ID;
import static dev.athanor.run.Kernel.program;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Effect;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a program must not do is said in words. */
class MisuseTest {
  private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
  private final Kernel kernel = new Kernel(new RunListener() {
    @Override
    public void onWarning(RunId run, String warning) {
      warnings.add(warning);
    }
  }, Redactor.NONE);

  @AfterEach
  void close() {
    kernel.close();
  }

  private void failsWith(Program<String, String> program, String code, String message) {
    assertThat(kernel.start(program, "x")).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
      assertThat(failed.failure().code()).isEqualTo(code);
      assertThat(failed.failure().message()).contains(message);
    });
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  private String shout(Run run, String request) {
    return run.step("shout", kernel.calls.shout(Effect.PURE), request);
  }

  @Test
  void anOperationMustNotAskTheRun() {
    failsWith(
        program((run, input) -> run.step("outer",
            kernel.calls.operation("outer", Effect.SAMPLED, Retry.NONE, (
                request, _) -> shout(run, request)),
            input)),
        "nested-step",
        "an operation that is being lived at outer asked the run for a step");
    failsWith(
        program((run, input) -> run.step("outer", new Timed(kernel.calls.operation("outer", Effect.SAMPLED,
            Retry.NONE, (request, _) -> shout(run, request)), java.time.Duration.ofMinutes(1)), input)),
        "nested-step",
        "asked the run for a step");
  }

  @Test
  void aRunBelongsToItsThread() {
    failsWith(program((run, input) -> {
      try {
        return CompletableFuture.supplyAsync(() -> shout(run, input)).join();
      } catch (java.util.concurrent.CompletionException e) {
        throw (RuntimeException) e.getCause();
      }
    }), "run-shared", "was used from another thread");
    assertThat(kernel.calls.total()).isZero();
  }

  @Test
  void aRunOfAnOuterScopeIsRefusedInABranch() {
    failsWith(program((run, input) -> run.each("all", List.of(input), key -> key, (_, key) -> shout(run, key))
        .toString()), "run-shared", "use each or race, and in their branches the run that they are given");
  }

  @Test
  void twoItemsOfOneKeyAreRefused() {
    failsWith(
        program(
            (run, _) -> run.each("all", List.of("a", "b", "a"), key -> key, MisuseTest::nothing).toString()),
        "duplicate-key", "two items of all have the key \"a\"");
  }

  private static String nothing(Run run, String item) {
    return item;
  }

  @Test
  void keysThatLookLikePathsStayApart() {
    List<String> keys =
        List.of("a", "a/b", "a}", "{a", "a[1]", "%2f", "/", "\n", "", "ä", "\ud83d\ude00", "\ud83d",
            "\ude00", "a{b}/c");
    Program<String, String> program =
        program((run, _) -> String.join(",", run.each("all", keys, key -> key, (item,
            key) -> shout(item, key))));
    kernel.start(program, "");
    assertThat(kernel.steps(ID)).extracting(step -> step.path().value()).doesNotHaveDuplicates()
        .hasSize(keys.size())
        .allSatisfy(path -> {
          assertThat(Path.parse(path).value()).isEqualTo(path);
          assertThat(new String(path.getBytes(java.nio.charset.StandardCharsets.UTF_8),
              java.nio.charset.StandardCharsets.UTF_8)).isEqualTo(path);
        });
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void aNameThatCantStandInAPathIsRefused() {
    for (String name : List.of("", "a/b", "a[1]", "a{b}", "a\n", "x".repeat(201), "half \ud83d")) {
      try (Kernel other = new Kernel()) {
        assertThat(
            other.start(program((run, input) -> run.step(name, other.calls.shout(Effect.PURE), input)), ""))
            .isInstanceOfSatisfying(Outcome.Failed.class,
                failed -> assertThat(failed.failure().code()).isEqualTo(
                    "step-name"));
      }
    }
  }

  @Test
  void aRaceNeedsABranchAndAnEmptyCollectionIsNone() {
    failsWith(program((run, _) -> run.race("race", List.of())), "empty-race",
        "race \"race\" has no branches");
    assertThat(
        kernel.runs.start(new RunId("r2"), program((run, _) -> run.each("all", List.<String>of(), key -> key,
            MisuseTest::nothing).toString()), "").outcome().output())
        .isEqualTo("[]");
  }

  @Test
  void whatIsNotPinnedIsNamed() {
    failsWith(program((run, _) -> run.pinned("model", Codec.TEXT)), "not-pinned",
        "the run is not pinned to \"model\"");
  }

  @Test
  void theSameNameWithAnotherInputOrProgramIsRefused() {
    kernel.start(program(MisuseTest::nothing), "x");
    assertThatThrownBy(() -> kernel.start(program(MisuseTest::nothing), "y")).isInstanceOfSatisfying(
        AthanorException.class, e -> assertThat(e.code()).isEqualTo("run-exists"));
    assertThatThrownBy(() -> kernel.start(Kernel.named("other", MisuseTest::nothing), "x"))
        .hasMessageContaining(
            "exists already, of program test");
    assertThatThrownBy(() -> kernel.runs.drive(new RunId("nobody"))).hasMessage("there is no run nobody");
    assertThatThrownBy(() -> kernel.runs.recording(new RunId("nobody"))).hasMessage("there is no run nobody");
  }

  @Test
  void aRunOfManyStepsWarnsOnceAndStillReplays() {
    Program<String, String> program = program((run, _) -> {
      run.each("all", IntStream.range(0, 4).boxed().toList(), String::valueOf, (item, part) -> {
        for (int i = 0; i < 2_501; i++) {
          shout(item, "s" + part);
        }
        return "";
      });
      return "done";
    });
    kernel.start(program, "");
    assertThat(warnings).hasSize(1).first().asString().contains("more than 10000 steps", "continueAs");
    Replay<String> replay = kernel.replay(ID, program);
    assertThat(replay.identical()).isTrue();
    assertThat(replay.steps()).isEqualTo(10_004);
  }

  @Test
  void tenThousandStepsExactlyWarnNobody() {
    Program<String, String> program = program((run, _) -> {
      for (int i = 0; i < 10_000; i++) {
        shout(run, "s");
      }
      return "done";
    });
    kernel.start(program, "");
    assertThat(warnings).isEmpty();
  }
}
