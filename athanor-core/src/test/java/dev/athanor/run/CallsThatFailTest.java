package dev.athanor.run;

import static dev.athanor.run.Kernel.ID;
import static dev.athanor.run.Kernel.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Budget;
import dev.athanor.journal.Effect;
import dev.athanor.journal.Entry;
import dev.athanor.journal.Failure;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunState;
import dev.athanor.journal.Spend;
import dev.athanor.json.Codec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Timeouts, retries, errors: what an operation may do to its run. */
class CallsThatFailTest {
  private static final Retry TWICE = new Retry(2, Duration.ZERO, Duration.ZERO);
  private final Kernel kernel = new Kernel();
  private final CountDownLatch never = new CountDownLatch(1);

  @AfterEach
  void close() {
    never.countDown();
    kernel.close();
  }

  private Operation<String, String> endless(Effect effect, Retry retry) {
    return new Timed(kernel.calls.operation("endless", effect, retry, (request, _) -> {
      never.await();
      return request;
    }), Duration.ofMillis(20));
  }

  private Operation<String, String> throwing(Effect effect, Retry retry,
      java.util.function.Supplier<Throwable> what) {
    return kernel.calls.operation("throwing", effect, retry, (_, _) -> {
      throw CallsThatFailTest.<RuntimeException>sneaky(what.get());
    });
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // lets a checked exception through unseen
  private static <E extends Throwable> E sneaky(Throwable thrown) throws E {
    throw (E) thrown;
  }

  private Program<String, String> one(Operation<String, String> operation) {
    return program((run, input) -> {
      try {
        return run.step("op", operation, input);
      } catch (StepFailed e) {
        return e.code();
      }
    });
  }

  @Test
  void aCallThatTakesTooLongFailsAndIsTriedAgain() {
    Program<String, String> program = one(endless(Effect.SAMPLED, TWICE));
    assertThat(kernel.start(program, "x").output()).isEqualTo(Failure.DEADLINE);
    assertThat(kernel.calls.of("x")).isEqualTo(2);
    assertThat(kernel.step(ID, "op").attempt()).isEqualTo(2);
    assertThat(kernel.entries(ID).filter(Entry.Attempted.class::isInstance)).hasSize(1);
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void aKeyedCallThatTakesTooLongIsTriedAgainWithTheSameKey() {
    List<String> keys = new java.util.concurrent.CopyOnWriteArrayList<>();
    Operation<String, String> op = new Timed(kernel.calls.operation("keyed", Effect.KEYED, TWICE, (request,
        attempt) -> {
      keys.add(attempt.key());
      if (attempt.number() == 1) {
        never.await();
      }
      return request;
    }), Duration.ofMillis(20));
    assertThat(kernel.start(one(op), "x").output()).isEqualTo("x");
    assertThat(keys).hasSize(2).containsOnly(keys.getFirst());
  }

  @Test
  void aWriteThatTakesTooLongIsInDoubtAndNotTriedAgain() {
    assertThat(kernel.start(one(endless(Effect.WRITE, TWICE)), "x")).isInstanceOf(Outcome.InDoubt.class);
    assertThat(kernel.calls.of("x")).isEqualTo(1);
    assertThat(kernel.store.find(ID).orElseThrow().state()).isEqualTo(RunState.IN_DOUBT);
    kernel.clock.advance(Duration.ofHours(1));
    assertThat(kernel.store.due(10)).isEmpty();
    assertThat(kernel.runs.drive(ID)).isInstanceOf(Outcome.InDoubt.class);
    assertThat(kernel.calls.of("x")).isEqualTo(1);
  }

  @Test
  void aWriteInDoubtIsLookedForOnTheOtherSide() {
    AtomicInteger looked = new AtomicInteger();
    Operation<String, String> op =
        new Delegating(throwing(Effect.WRITE, TWICE, () -> new IllegalStateException(
            "broken"))) {
          @Override
          public Optional<String> reconcile(String request, Attempt attempt) {
            return looked.incrementAndGet() < 3 ? Optional.empty() : Optional.of("found " + request);
          }
        };
    Program<String, String> program = one(op);
    assertThat(kernel.start(program, "x")).isInstanceOf(Outcome.InDoubt.class);
    assertThat(kernel.runs.drive(ID)).isInstanceOf(Outcome.InDoubt.class);
    assertThat(kernel.runs.drive(ID)).isEqualTo(new Outcome.Done<>("found x"));
    assertThat(kernel.calls.of("x")).isEqualTo(1);
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void aWriteThatSaysItDidNotHappenFailsAndMayBeTriedAgain() {
    assertThat(
        kernel.start(one(throwing(Effect.WRITE, TWICE, () -> new StepFailed("busy", "not now", true))), "x")
            .output())
        .isEqualTo("busy");
    assertThat(kernel.calls.of("x")).isEqualTo(2);
  }

  @Test
  void aPersonSettlesADoubtInThreeWays() {
    for (Settlement settlement : List.of(new Settlement.Happened(Codec.TEXT.encode("done by hand")),
        new Settlement.NotHappened(), new Settlement.GivenUp(new Failure("gone", "never mind", false)))) {
      try (Kernel other = new Kernel()) {
        AtomicInteger times = new AtomicInteger();
        Operation<String, String> op =
            other.calls.operation("mail", Effect.WRITE, Retry.NONE, (request, _) -> {
              if (times.incrementAndGet() == 1) {
                throw new IllegalStateException("broken");
              }
              return "sent";
            });
        Program<String, String> program = one(op);
        other.start(program, "x");
        other.runs.settle(ID, new Path("op"), settlement);
        assertThat(other.store.due(10)).containsExactly(ID);
        String output = other.runs.drive(ID, program).output();
        switch (settlement) {
          case Settlement.Happened _ -> assertThat(output).isEqualTo("done by hand");
          case Settlement.NotHappened() -> assertThat(output).isEqualTo("sent");
          case Settlement.GivenUp _ -> assertThat(output).isEqualTo("gone");
        }
        assertThat(times).hasValue(settlement instanceof Settlement.NotHappened ? 2 : 1);
        assertThat(other.replay(ID, program).identical()).isTrue();
      }
    }
  }

  @Test
  void anErrorOfAnOperationIsAFailureOfItsStep() {
    for (java.util.function.Supplier<Throwable> what : List.<java.util.function.Supplier<Throwable>>of(
        () -> new NoClassDefFoundError("gone/Missing"), () -> new AssertionError("not so"),
        StackOverflowError::new,
        () -> new java.io.IOException("sneaked"))) {
      for (boolean timed : List.of(true, false)) {
        try (Kernel other = new Kernel()) {
          Operation<String, String> op =
              other.calls.operation("throwing", Effect.SAMPLED, Retry.NONE, (_, _) -> {
                throw CallsThatFailTest.<RuntimeException>sneaky(what.get());
              });
          Program<String, String> program = one(timed ? new Timed(op, Duration.ofMinutes(1)) : op);
          assertThat(other.start(program, "x").output()).isEqualTo("exception");
          assertThat(((dev.athanor.journal.Result.Failed) other.step(ID, "op").result()).failure().message())
              .contains(
                  what.get().getClass().getName());
          assertThat(other.replay(ID, program).identical()).isTrue();
        }
      }
    }
  }

  @Test
  void aProgramThatFailsByAnErrorIsAFailedRun() {
    for (java.util.function.Supplier<Throwable> what : List.<java.util.function.Supplier<Throwable>>of(
        () -> new NoClassDefFoundError("gone/Missing"), () -> new AssertionError("not so"),
        StackOverflowError::new,
        () -> new java.io.IOException("sneaked"))) {
      for (int depth : List.of(0, 1)) {
        try (Kernel other = new Kernel()) {
          Program<String, String> program = program((run, _) -> {
            if (depth == 0) {
              throw CallsThatFailTest.<RuntimeException>sneaky(what.get());
            }
            return run.each("all", List.of("a", "b"), key -> key, (_, _) -> {
              throw CallsThatFailTest.<RuntimeException>sneaky(what.get());
            }).toString();
          });
          assertThat(other.start(program, "x")).isInstanceOfSatisfying(Outcome.Failed.class,
              failed -> assertThat(
                  failed.failure().message()).contains(what.get().getClass().getName()));
          assertThat(other.store.find(ID).orElseThrow().state()).isEqualTo(RunState.FAILED);
          assertThat(other.replay(ID, program).identical()).isTrue();
        }
      }
    }
  }

  @Test
  void theTimeOfABudgetCutsACallOff() {
    Operation<String, String> op =
        kernel.calls.operation("endless", Effect.SAMPLED, Retry.NONE, (request, _) -> {
          never.await();
          return request;
        });
    Program<String, String> program = program((run, input) -> run.step("op", op, input));
    assertThat(
        kernel.start(program, "x", RunOptions.PLAIN.within(Budget.UNLIMITED.time(Duration.ofMillis(30)))))
        .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.failure().code()).isEqualTo(
            Failure.DEADLINE));
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void aRequestThatCantBeReadBackFailsTheSameWayInAReplay() {
    Codec<String> oneWay = new Codec<>() {
      @Override
      public tools.jackson.databind.JsonNode encode(String value) {
        return Codec.TEXT.encode(value);
      }

      @Override
      public String decode(tools.jackson.databind.JsonNode json) {
        throw dev.athanor.error.AthanorException.data("json-mismatch", "this can't be read");
      }
    };
    for (boolean request : List.of(true, false)) {
      try (Kernel other = new Kernel()) {
        Operation<String, String> op = new Delegating(other.calls.shout(Effect.SAMPLED)) {
          @Override
          public Codec<String> request() {
            return request ? oneWay : Codec.TEXT;
          }

          @Override
          public Codec<String> response() {
            return request ? Codec.TEXT : oneWay;
          }
        };
        Program<String, String> program = program((run, input) -> run.step("op", op, input));
        assertThat(other.start(program, "x")).isInstanceOf(Outcome.Failed.class);
        assertThat(other.replay(ID, program).divergence()).isEmpty();
      }
    }
  }

  @Test
  void anEstimateThatFailsFailsTheSameWayInAReplay() {
    Operation<String, String> op = new Delegating(kernel.calls.shout(Effect.SAMPLED)) {
      @Override
      public Spend estimate(String request) {
        throw new IllegalStateException("no idea");
      }
    };
    Program<String, String> program = program((run, input) -> run.step("op", op, input));
    assertThat(kernel.start(program, "x")).isInstanceOf(Outcome.Failed.class);
    assertThat(kernel.replay(ID, program).divergence()).isEmpty();
    assertThat(kernel.calls.total()).isZero();
  }
}
