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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Programs called by another one under a part of its manifest, as an experiment calls what it measures. */
class PinnedCallsTest {
  private static final JsonNode ARMS = Json.parse("{\"a\":{\"word\":\"red\"},\"b\":{\"word\":\"blue\"}}");
  private static final RunOptions PINNED = RunOptions.PLAIN.pin("arms", ARMS);

  private final Kernel kernel = new Kernel();

  @AfterEach
  void close() {
    kernel.close();
  }

  private Program<String, String> said(Effect effect) {
    return named("said",
        (run, input) -> run.step("say", kernel.calls.shout(effect), input + run.pinned("word",
            Codec.TEXT)));
  }

  private static String called(Run run, String arm, Program<String, String> inner, String input) {
    return run.call(arm, inner, input, CallOptions.pinnedTo("arms." + arm)).outcome().output();
  }

  private Program<String, String> both(Effect effect) {
    return program(
        (run, input) -> called(run, "a", said(effect), input) + " " + called(run, "b", said(effect), input));
  }

  @Test
  void aCalledRunSeesThePartOfTheManifestThatItIsPinnedTo() {
    assertThat(kernel.start(both(Effect.PURE), "x", PINNED).output()).isEqualTo("XRED XBLUE");
    assertThat(kernel.replay(ID, both(Effect.PURE)).identical()).isTrue();
    assertThat(kernel.replay(ID.child(new Path("b")), said(Effect.PURE)).identical()).isTrue();
  }

  @Test
  void aPartThatIsNotThereIsNamed() {
    Program<String, String> wrong = program((run, input) -> called(run, "c", said(Effect.PURE), input));
    assertThat(kernel.start(wrong, "x", PINNED)).isInstanceOfSatisfying(Outcome.Failed.class,
        failed -> assertThat(failed.failure().message()).contains(
            "the run is not pinned to \"arms.c\", which the run that it calls is to be pinned to; it is pinned to [arms]"));
  }

  @Test
  void theFailureOfACalledRunIsAValueAlsoInAReplay() {
    Program<String, String> broken = named("broken", (_, _) -> {
      throw new StepFailed("empty", "nothing there", false);
    });
    Program<String, String> program = program((run, input) -> {
      Called<String> called = run.call("a", broken, input, CallOptions.pinnedTo("arms.a"));
      return called.path() + " "
          + (called.outcome() instanceof Outcome.Failed<String>(Failure failure) ? failure
              .code() : "?");
    });
    assertThat(kernel.start(program, "x", PINNED).output()).isEqualTo("a empty");
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void callsOfEqualDrawsShareWhatIsSampledAndOthersDoNot() {
    Program<String, String> vote =
        named("vote", (run, input) -> run.step("say", kernel.calls.shout(Effect.SAMPLED),
            input));
    Program<String, String> program = program((run, input) -> {
      for (String arm : List.of("a", "b")) {
        for (int i = 0; i < 2; i++) {
          run.call(arm, vote, input, CallOptions.pinnedTo("arms." + arm).drawing("case-1#" + i));
        }
      }
      return "";
    });
    kernel.start(program, "x", PINNED.memo("any"));
    assertThat(kernel.calls.of("x")).isEqualTo(2);
  }

  @Test
  void aForkThatDrawsAgainDrawsWhereTheCallerNamesItsDrawsToo() {
    Program<String, String> vote =
        named("vote", (run, input) -> run.step("say", kernel.calls.shout(Effect.SAMPLED), input));
    Program<String, String> program = program((run, input) -> run
        .call("a", vote, input, CallOptions.pinnedTo("arms.a").drawing("case-1#0")).outcome().output());
    kernel.start(program, "x", PINNED.memo("any"));
    kernel.runs.register(program, vote);
    kernel.runs.fork(ID, Fork.at(Path.ROOT).redraw("run:vote"), new RunId("f1")).outcome();
    assertThat(kernel.calls.of("x")).isEqualTo(2);
  }

  @Test
  void aForkThatChangesOnePartLivesOnlyWhatIsPinnedToIt() {
    kernel.start(both(Effect.PURE), "x", PINNED).output();
    RunId fork = new RunId("f1");
    kernel.runs.register(both(Effect.PURE), said(Effect.PURE));
    Fork change = Fork.at(Path.ROOT).set("arms.b.word", Codec.TEXT.encode("green"));
    assertThat(kernel.runs.fork(ID, change, fork).outcome().output()).isEqualTo("XRED XGREEN");
    assertThat(kernel.steps(fork)).extracting(Entry.Completed::origin).containsExactly(Origin.RECORDED,
        Origin.LIVED);
  }

  @Test
  void aMemoTellsWhatItsAnswerHasCostWhereItWasLivedAndSpendsNothing() {
    Operation<String, String> costly = kernel.calls.operation("ask", Effect.SAMPLED, Retry.NONE, (request,
        attempt) -> {
      attempt.spend(new Spend(7, BigDecimal.ONE));
      return request;
    });
    Program<String, String> program = program((run, input) -> run.step("ask", costly, input));
    kernel.runs.start(new RunId("m1"), program, "x", RunOptions.PLAIN.memo("d")).outcome();
    kernel.runs.start(new RunId("m2"), program, "x", RunOptions.PLAIN.memo("d")).outcome();
    Entry.Completed again = kernel.steps(new RunId("m2")).getFirst();
    assertThat(again.origin()).isEqualTo(Origin.MEMO);
    assertThat(again.spend()).isEqualTo(new Spend(7, BigDecimal.ONE));
    assertThat(again.lasted()).isEqualTo(kernel.steps(new RunId("m1")).getFirst().lasted());
    assertThat(kernel.runs.recording(new RunId("m2")).spent()).isEqualTo(Spend.NONE);
  }

  @Test
  void anOperationKnowsTheRunThatItIsLivedIn() {
    Operation<String, String> where =
        kernel.calls.operation("where", Effect.READ, Retry.NONE, (_, attempt) -> attempt
            .run().value());
    assertThat(kernel.start(program((run, input) -> run.step("where", where, input)), "x").output())
        .isEqualTo("r1");
  }
}
