package dev.athanor.run;

import static dev.athanor.run.Kernel.ID;
import static dev.athanor.run.Kernel.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunState;
import dev.athanor.json.Codec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Code that changes under a run that waits. */
class DriftTest {
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

  private String shout(Run run, String name, String request) {
    return run.step(name, kernel.calls.shout(Effect.SAMPLED), request);
  }

  private static String approval(Run run, String subject) {
    return run.await("approval", Signal.of("approval", subject, Codec.TEXT), Deadline.NONE);
  }

  private void waitsThenAnswered(Program<String, String> old) {
    assertThat(kernel.start(old, "")).isInstanceOf(Outcome.Waiting.class);
    kernel.runs.answer(ID, new Path("approval"), Codec.TEXT, "yes");
  }

  @Test
  void aResumedRunUsesItsRecordAndReportsTheDriftOnce() {
    waitsThenAnswered(program((run, _) -> shout(run, "draft", "old") + approval(run, "old?")));
    Program<String, String> changed =
        program((run, _) -> shout(run, "draft", "new") + approval(run, "new?") + run
            .await("second", Signal.of("second", "", Codec.TEXT), Deadline.NONE));
    assertThat(kernel.runs.drive(ID, changed)).isInstanceOf(Outcome.Waiting.class);
    assertThat(kernel.runs.drive(ID, changed)).isInstanceOf(Outcome.Waiting.class);
    assertThat(warnings).hasSize(2).first().asString().isEqualTo(
        "the request at draft differs from the recorded one, whose answer is used: the code or a setting has changed");
    assertThat(kernel.entries(ID).filter(Entry.Drifted.class::isInstance).map(Entry::path))
        .containsExactly(new Path(
            "draft"), new Path("approval"));
    kernel.runs.answer(ID, new Path("second"), Codec.TEXT, "!");
    assertThat(kernel.runs.drive(ID, changed)).isEqualTo(new Outcome.Done<>("OLDyes!"));
    assertThat(kernel.calls.of("new")).isZero();
    assertThat(kernel.replay(ID, changed).divergence()).isPresent();
  }

  @Test
  void aNewVersionOfAnOperationIsADrift() {
    waitsThenAnswered(program((run, _) -> shout(run, "draft", "x") + approval(run, "?")));
    Operation<String, String> newer = new Delegating(kernel.calls.shout(Effect.SAMPLED)) {
      @Override
      public String version() {
        return "2";
      }
    };
    Program<String, String> changed = program((run, _) -> run.step("draft", newer, "x") + approval(run, "?"));
    assertThat(kernel.runs.drive(ID, changed)).isEqualTo(new Outcome.Done<>("Xyes"));
    assertThat(warnings).hasSize(1);
    assertThat(kernel.replay(ID, changed).divergence()).hasValueSatisfying(divergence -> assertThat(divergence
        .differences()).containsExactly(new Divergence.Difference("version of shout-SAMPLED", "1", "2")));
  }

  @Test
  void anotherOperationAtTheSamePathStopsAResumedRunWithoutATrace() {
    waitsThenAnswered(program((run, _) -> shout(run, "draft", "x") + approval(run, "?")));
    long entries = kernel.store.find(ID).orElseThrow().entries();
    Program<String, String> changed =
        program((run, _) -> run.step("draft", kernel.calls.shout(Effect.READ), "x")
            + approval(run, "?"));
    assertThat(kernel.runs.drive(ID, changed)).isInstanceOfSatisfying(Outcome.Diverged.class, diverged -> {
      assertThat(diverged.divergence().path()).isEqualTo(new Path("draft"));
      assertThat(diverged.divergence().expected()).isEqualTo("a shout-SAMPLED");
      assertThat(diverged.divergence().actual()).isEqualTo("a shout-READ");
    });
    assertThat(kernel.store.find(ID).orElseThrow()).extracting(run -> run.entries(), run -> run.state())
        .containsExactly(entries, RunState.WAITING);
    assertThat(kernel.runs.drive(ID, program((run, _) -> shout(run, "draft", "x") + approval(run, "?"))))
        .isEqualTo(
            new Outcome.Done<>("Xyes"));
  }

  @Test
  void aWriteThatWasBegunIsTheOneThatIsTriedAgain() {
    for (Effect effect : List.of(Effect.KEYED, Effect.WRITE)) {
      List<String> seen = new ArrayList<>();
      try (Kernel other = new Kernel()) {
        Operation<String, String> op =
            new Delegating(other.calls.operation("send", effect, Retry.NONE, (request,
                _) -> {
              seen.add("sent " + request);
              return request;
            })) {
              @Override
              public Optional<String> reconcile(String request, Attempt attempt) {
                seen.add("looked for " + request);
                return Optional.of("found " + request);
              }
            };
        other.killedAt(3, false, program((run, _) -> run.step("send", op, "old")), "", RunOptions.PLAIN);
        assertThat(seen).containsExactly("sent old");
        Outcome<String> outcome = other.runs.drive(ID, program((run, _) -> run.step("send", op, "new")));
        assertThat(outcome).isEqualTo(new Outcome.Done<>(effect == Effect.WRITE ? "found old" : "old"));
        assertThat(seen).containsExactly("sent old", effect == Effect.WRITE ? "looked for old" : "sent old");
        assertThat(other.step(ID, "send").step().request().value(other.store::part))
            .isEqualTo(Codec.TEXT.encode(
                "old"));
      }
    }
  }

  @Test
  void aWriteThatWasBegunStaysInDoubtThoughItsOperationIsNowCalledHarmless() {
    try (Kernel other = new Kernel()) {
      other.killedAt(3, false,
          program((run, _) -> run.step("send", other.calls.operation("send", Effect.WRITE,
              Retry.NONE, (request, _) -> request), "x")),
          "", RunOptions.PLAIN);
      Operation<String, String> harmless = other.calls.operation("send", Effect.READ, Retry.NONE, (request,
          _) -> request);
      assertThat(other.runs.drive(ID, program((run, _) -> run.step("send", harmless, "x")))).isInstanceOf(
          Outcome.InDoubt.class);
      assertThat(
          other.runs.drive(ID, program((run, _) -> run.step("send", other.calls.shout(Effect.READ), "x"))))
          .isInstanceOf(Outcome.Diverged.class);
      assertThat(other.calls.total()).isEqualTo(1);
    }
  }

  @Test
  void aRaceThatWasWonByABranchThatIsNoMoreDiverges() {
    Program<String, String> three = program((run, _) -> run.race("race", List.of(branch -> {
      throw new StepFailed("no", "not me", false);
    }, branch -> {
      throw new StepFailed("no", "nor me", false);
    }, branch -> shout(branch, "x", "third"))) + approval(run, "?"));
    waitsThenAnswered(three);
    Program<String, String> two =
        program((run, _) -> run.race("race", List.of(branch -> shout(branch, "x", "one"),
            branch -> shout(branch, "x", "two"))) + approval(run, "?"));
    assertThat(kernel.runs.drive(ID, two)).isInstanceOfSatisfying(Outcome.Diverged.class,
        diverged -> assertThat(
            diverged.divergence().path()).isEqualTo(new Path("race")));
    assertThat(kernel.replay(ID, two).divergence())
        .hasValueSatisfying(divergence -> assertThat(divergence.path())
            .isEqualTo(new Path("race")));
    assertThat(kernel.runs.drive(ID, three)).isEqualTo(new Outcome.Done<>("THIRDyes"));
  }
}
