package dev.athanor.run;

import static dev.athanor.run.Kernel.ID;
import static dev.athanor.run.Kernel.named;
import static dev.athanor.run.Kernel.program;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Effect;
import dev.athanor.journal.Failure;
import dev.athanor.journal.Origin;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.journal.Spend;
import dev.athanor.json.Codec;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a fork may take from its parent, by the table of effects. */
class ForksTest {
  private final Kernel kernel = new Kernel();
  private final AtomicInteger draws = new AtomicInteger();
  private int forks;

  @AfterEach
  void close() {
    kernel.close();
  }

  /** Answers every time with another number, so that an answer that was lived again is seen. */
  private Operation<String, String> counter(String name, Effect effect) {
    return kernel.calls.operation(name, effect, Retry.NONE,
        (request, _) -> request + draws.incrementAndGet());
  }

  private String ask(Run run, String name, Effect effect, String request) {
    try {
      return run.step(name, counter(name, effect), request);
    } catch (StepFailed e) {
      return e.code();
    }
  }

  private static String setting(Run run) {
    return run.pinned("x", Codec.TEXT);
  }

  private final RunOptions pinned = RunOptions.PLAIN.pin("x", Codec.TEXT.encode("one"));

  private static Fork changedAt(String path) {
    return Fork.at(new Path(path)).set("x", Codec.TEXT.encode("two"));
  }

  private RunId fork(Fork fork) {
    RunId id = new RunId("f" + ++forks);
    kernel.runs.fork(ID, fork, id).outcome();
    assertThat(kernel.runs.replay(id).identical()).isTrue();
    return id;
  }

  private Origin origin(RunId run, String path) {
    return kernel.step(run, path).origin();
  }

  /** Reads, samples and computes before and after a write whose request follows the setting. */
  private final Program<String, String> table = program((run, _) -> {
    StringBuilder all = new StringBuilder();
    all.append(ask(run, "read-before", Effect.READ, "r"));
    all.append(ask(run, "write", Effect.WRITE, setting(run)));
    all.append(ask(run, "pure", Effect.PURE, "p")).append(ask(run, "sampled", Effect.SAMPLED, "s"));
    all.append(ask(run, "read", Effect.READ, "r")).append(ask(run, "keyed", Effect.KEYED, "k"));
    return all.toString();
  });

  @Test
  void aForkWithoutChangesLivesNothingAndGivesTheSameOutput() {
    Program<String, String> inner =
        named("inner", (run, input) -> ask(run, "w", Effect.WRITE, input) + run.random()
            .nextInt());
    Program<String,
        String> program = program((run, input) -> table.body().apply(run, input) + run.call("child",
            inner, "c")
            + run.each("all", List.of("p", "q"), key -> key,
                (item, key) -> ask(item, "s", Effect.SAMPLED, key)
                    + item.since("change") + item.random().nextInt())
            + run.scope("inner", scope -> scope.now() + ask(scope,
                "k", Effect.KEYED, "x")));
    String output = kernel.start(program, "", pinned).output();
    int lived = kernel.calls.total();
    List<String> paths = kernel.entries(ID).map(entry -> entry.path().value()).distinct().toList();
    assertThat(paths).hasSizeGreaterThan(10).contains("");
    for (String path : paths) {
      RunId fork = fork(Fork.at(new Path(path)));
      assertThat(kernel.runs.drive(fork).output()).as("fork at \"%s\"", path).isEqualTo(output);
      assertThat(kernel.steps(fork)).extracting(step -> step.origin()).containsOnly(Origin.RECORDED);
    }
    assertThat(kernel.calls.total()).isEqualTo(lived);
  }

  @Test
  void aChangedWriteEndsTheReuseOfReadsAndOfNothingElse() {
    kernel.start(table, "", pinned);
    for (Fork fork : List.of(changedAt("read-before"), changedAt("read-before").allow("write"), changedAt(
        "read-before").supply(new Path("write"), Codec.TEXT.encode("given")))) {
      RunId id = fork(fork);
      assertThat(kernel.steps(id)).extracting(step -> step.path().value(), step -> step.origin())
          .extracting(tuple -> tuple.toList().toString())
          .containsExactly("[read-before, RECORDED]", "[write, "
              + (fork.allowed().isEmpty() ? fork.supplied().isEmpty() ? "REFUSED" : "SUPPLIED" : "LIVED")
              + "]",
              "[pure, RECORDED]", "[sampled, RECORDED]", "[read, LIVED]", "[keyed, RECORDED]");
    }
    assertThat(kernel.calls.of("one")).isEqualTo(1);
    assertThat(kernel.calls.of("two")).isEqualTo(1);
    assertThat(kernel.calls.of("k")).isEqualTo(1);
  }

  @Test
  void samplesAreDrawnAgainOnlyIfAskedByName() {
    kernel.start(table, "", pinned);
    RunId fork =
        fork(Fork.at(new Path("pure")).redraw("sampled").redraw("pure").redraw("keyed").redraw("read"));
    assertThat(origin(fork, "sampled")).isEqualTo(Origin.LIVED);
    assertThat(origin(fork, "pure")).isEqualTo(Origin.RECORDED);
    assertThat(origin(fork, "read")).isEqualTo(Origin.RECORDED);
    assertThat(origin(fork, "keyed")).isEqualTo(Origin.RECORDED);
  }

  @Test
  void whatIsTakenAfterTheForkPointTellsWhatItHasCostAndIsNotSpentAgain() {
    Operation<String, String> paid =
        kernel.calls.operation("paid", Effect.SAMPLED, Retry.NONE, (request, attempt) -> {
          attempt.spend(new Spend(7, BigDecimal.ONE));
          return request;
        });
    Program<String, String> inner = named("inner", (run, input) -> run.step("p", paid, input));
    kernel.start(program((run, input) -> run.step("first", paid, input) + run.step("then", paid, input)
        + run.call("inner", inner, input)), "");
    RunId fork = fork(Fork.at(new Path("first")));
    assertThat(List.of("first", "then", "inner")).allSatisfy(path -> {
      assertThat(origin(fork, path)).isEqualTo(Origin.RECORDED);
      assertThat(kernel.step(fork, path).spend()).isEqualTo(new Spend(7, BigDecimal.ONE));
      assertThat(kernel.step(fork, path).lasted()).isEqualTo(kernel.step(ID, path).lasted());
    });
    assertThat(kernel.runs.recording(fork).spent()).isEqualTo(Spend.NONE);
  }

  @Test
  void failuresAreReusedOfWritesOnly() {
    for (Effect effect : Effect.values()) {
      try (Kernel other = new Kernel()) {
        Operation<String, String> fails = other.calls.operation("fails", effect, Retry.NONE, (_, _) -> {
          throw new StepFailed("no", "never", false);
        });
        Program<String, String> program = program((run, input) -> {
          try {
            return run.step("op", fails, input);
          } catch (StepFailed e) {
            return e.code();
          }
        });
        other.start(program, "x");
        other.runs.fork(ID, Fork.at(new Path("op")), new RunId("f")).outcome();
        assertThat(other.calls.of("x")).as("%s", effect).isEqualTo(effect.writes() ? 1 : 2);
      }
    }
  }

  @Test
  void aSuppliedResultStandsForAnyStepAndItsReplayNeedsNoFork() {
    kernel.start(table, "", pinned);
    RunId fork = fork(Fork.at(new Path("pure")).supply(new Path("sampled"), Codec.TEXT.encode("S")));
    assertThat(origin(fork, "sampled")).isEqualTo(Origin.SUPPLIED);
    assertThat(origin(fork, "read")).isEqualTo(Origin.RECORDED);
    assertThat(kernel.runs.drive(fork).output()).asString().contains("S");
  }

  @Test
  void aForkOfAForkTakesWhatBothHaveDone() {
    kernel.start(table, "", pinned);
    RunId first = fork(changedAt("write").allow("write"));
    RunId second = new RunId("f-f");
    kernel.runs.fork(first, Fork.at(new Path("sampled")).redraw("sampled"), second).outcome();
    assertThat(kernel.runs.replay(second).identical()).isTrue();
    assertThat(kernel.steps(second)).filteredOn(step -> step.origin() == Origin.LIVED)
        .extracting(step -> step.path()
            .value())
        .containsExactly("sampled");
    assertThat(kernel.calls.of("two")).isEqualTo(1);
  }

  @Test
  void aChangeThatThePrefixNeedsIsRefusedWithAdvice() {
    kernel.start(table, "", pinned);
    Outcome<?> outcome = kernel.runs.fork(ID, changedAt("sampled")).outcome();
    assertThat(outcome).isInstanceOfSatisfying(Outcome.Diverged.class, diverged -> {
      assertThat(diverged.divergence().path()).isEqualTo(new Path("write"));
      assertThat(diverged.divergence().advice()).contains("fork at \"write\" or earlier");
    });
  }

  @Test
  void aForkKilledAtAnyWriteLivesNoWriteTwice() {
    kernel.start(table, "", pinned);
    kernel.runs.register(table);
    String output = kernel.runs.fork(ID, changedAt("write").allow("write")).outcome().output().toString();
    for (boolean durable : List.of(true, false)) {
      for (int write = 2; write < 10; write++) {
        RunId id = new RunId("k" + write + durable);
        MortalJournal access = new MortalJournal(kernel.store, write, durable);
        int before = kernel.calls.of("two");
        try (Runs mortal = kernel.process(access).register(table)) {
          mortal.fork(ID, changedAt("write").allow("write"), id).outcome();
        } catch (AthanorException e) {
          assertThat(e.code()).isEqualTo("killed");
        }
        kernel.clock.advance(Kernel.LIMITS.lease().plusSeconds(1));
        Outcome<?> outcome = kernel.runs.drive(id);
        int lived = kernel.calls.of("two") - before;
        if (outcome instanceof Outcome.InDoubt) {
          assertThat(lived).isLessThanOrEqualTo(1);
        } else {
          assertThat(lived).as("killed at write %d", write).isEqualTo(1);
          assertThat(outcome.output().toString().replaceAll("[0-9]", ""))
              .isEqualTo(output.replaceAll("[0-9]", ""));
          assertThat(kernel.runs.replay(id).identical()).isTrue();
        }
      }
    }
  }

  @Test
  void aWriteThatIsInDoubtInTheParentIsNotDoneByAForkEither() {
    Operation<String, String> mail = kernel.calls.operation("mail", Effect.WRITE, Retry.NONE, (_, _) -> {
      throw new IllegalStateException("the line broke");
    });
    Program<String, String> program = program((run, input) -> {
      try {
        return run.step("mail", mail, input);
      } catch (StepFailed e) {
        return e.failure().message();
      }
    });
    assertThat(kernel.start(program, "x")).isInstanceOf(Outcome.InDoubt.class);
    assertThat(kernel.runs.fork(ID, Fork.at(new Path("mail")).allow("mail")).outcome().output().toString())
        .contains(
            "mail may have happened in the run that this one was forked from");
    assertThat(kernel.calls.total()).isEqualTo(1);
  }

  @Test
  void aForkOfARunThatIsNotOverGoesItsOwnWay() {
    Program<String, String> program =
        program((run, _) -> ask(run, "a", Effect.SAMPLED, "a") + run.await("w", Signal
            .of("w", "?", Codec.TEXT), Deadline.NONE) + ask(run, "b", Effect.SAMPLED, "b"));
    kernel.start(program, "");
    RunId fork = new RunId("f");
    assertThat(kernel.runs.fork(ID, Fork.at(new Path("a")), fork).outcome())
        .isInstanceOf(Outcome.Waiting.class);
    kernel.runs.answer(fork, new Path("w"), Codec.TEXT, "fork");
    assertThat(kernel.runs.drive(fork).output()).asString().startsWith("a1fork");
    kernel.runs.answer(ID, new Path("w"), Codec.TEXT, "parent");
    assertThat(kernel.runs.drive(ID).output()).asString().startsWith("a1parent");
    assertThat(kernel.runs.replay(fork).identical()).isTrue();
  }

  @Test
  void aDryRunRefusesWritesButForThoseAllowed() {
    kernel.runs.start(ID, table, "", pinned.dry("keyed")).outcome();
    assertThat(origin(ID, "write")).isEqualTo(Origin.REFUSED);
    assertThat(origin(ID, "keyed")).isEqualTo(Origin.LIVED);
    assertThat(kernel.runs.drive(ID).output()).asString().contains(Failure.REFUSED);
    RunId fork = fork(Fork.at(new Path("write")).allow("write"));
    assertThat(origin(fork, "write")).isEqualTo(Origin.LIVED);
  }

  @Test
  void aRunThatFailedBeforeItsFirstStepIsForkedFromItsBeginning() {
    Program<String, String> program = program((run, _) -> {
      if (setting(run).equals("one")) {
        throw new StepFailed("no", "not with this setting", false);
      }
      return ask(run, "a", Effect.SAMPLED, "a");
    });
    assertThat(kernel.start(program, "", pinned)).isInstanceOf(Outcome.Failed.class);
    assertThat(kernel.runs.drive(fork(changedAt(""))).output()).isEqualTo("a1");
  }

  @Test
  void whatIsMistypedIsNamedWithTheNearest() {
    kernel.start(table, "",
        pinned.pin("retrieval", dev.athanor.json.Json.parse("{\"denseWeight\":0.5,\"k\":{}}")));
    assertThatThrownBy(() -> kernel.runs.fork(ID, Fork.at(new Path("sampeld")))).hasMessageContaining(
        "has no step \"sampeld\"; it has [sampled,");
    assertThatThrownBy(
        () -> kernel.runs.fork(ID, Fork.at(new Path("pure")).set("retrieval.densWeight", Codec.TEXT
            .encode("1"))))
        .hasMessageContaining("it is pinned to [retrieval.denseWeight,");
    assertThatThrownBy(
        () -> kernel.runs.fork(ID, Fork.at(new Path("pure")).set("x.y", Codec.TEXT.encode("1"))))
        .hasMessageContaining("is not pinned to \"x.y\"");
    assertThatThrownBy(() -> kernel.runs.fork(ID, Fork.at(new Path("pure")), ID)).hasMessageContaining(
        "exists already");
  }
}
