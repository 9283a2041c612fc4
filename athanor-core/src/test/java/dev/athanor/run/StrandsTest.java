package dev.athanor.run;

import static dev.athanor.run.Kernel.ID;
import static dev.athanor.run.Kernel.program;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StrandsTest {
  private final Kernel kernel = new Kernel();
  private final ExecutorService foreign = Executors.newFixedThreadPool(2);

  @AfterEach
  void close() {
    foreign.close();
    kernel.close();
  }

  /** What a library does with a task: runs it on a thread of its own, and keeps whatever it throws for later. */
  private CompletableFuture<String> task(Run run, java.util.function.Function<Run, String> body) {
    Strand strand = run.strand("task");
    CompletableFuture<String> future = new CompletableFuture<>();
    foreign.execute(() -> strand.carryOut(own -> {
      try {
        future.complete(body.apply(own));
      } catch (Throwable e) {
        future.completeExceptionally(e);
      }
    }));
    return future;
  }

  private String shout(Run run, String text) {
    return run.step("shout", kernel.calls.shout(Effect.SAMPLED), text);
  }

  @Test
  void aStrandsPathIsFixedWhenItIsGivenOutWhicheverThreadIsFaster() {
    CountDownLatch second = new CountDownLatch(1);
    Program<String, String> program = program((run, input) -> {
      var slow = task(run, own -> {
        Calls.await(second);
        return shout(own, "slow");
      });
      var quick = task(run, own -> {
        String answer = shout(own, "quick");
        second.countDown();
        return answer;
      });
      return slow.join() + quick.join() + shout(run, input);
    });
    assertThat(kernel.start(program, "end").output()).isEqualTo("SLOWQUICKEND");
    assertThat(kernel.steps(ID)).extracting(step -> step.path().value())
        .containsExactly("task[1]/shout", "task/shout", "shout");
    assertThat(kernel.replay(ID, program).identical()).isTrue();
    assertThat(kernel.calls.total()).isEqualTo(3);
  }

  @Test
  void theProgramEndsOnlyAfterAStrandThatNobodyHasWaitedFor() {
    CountDownLatch returns = new CountDownLatch(1);
    Program<String, String> program = program((run, input) -> {
      var _ = task(run, own -> {
        Calls.await(returns);
        return shout(own, "late");
      });
      returns.countDown();
      return "done";
    });
    assertThat(kernel.start(program, "").output()).isEqualTo("done");
    assertThat(kernel.steps(ID)).extracting(step -> step.path().value()).containsExactly("task/shout");
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void anItemOfACollectionEndsOnlyAfterItsStrands() {
    Program<String, String> program = program((run, input) -> {
      run.each("item", List.of("a", "b"), key -> key, (own, key) -> {
        var _ = task(own, strand -> shout(strand, key));
        return key;
      });
      return shout(run, "end");
    });
    assertThat(kernel.start(program, "").output()).isEqualTo("END");
    assertThat(kernel.steps(ID).getLast().path()).isEqualTo(new Path("shout"));
    assertThat(kernel.steps(ID)).extracting(step -> step.path().value())
        .containsExactlyInAnyOrder("item{a}/task/shout", "item{b}/task/shout", "shout");
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void aStrandThatNobodyWillCarryOutHoldsNothingUp() {
    Program<String, String> program = program((run, input) -> {
      run.strand("task").abandon();
      return "done";
    });
    assertThat(kernel.start(program, "").output()).isEqualTo("done");
  }

  @Test
  void aStrandIsCarriedOutOnce() {
    Program<String, String> program = program((run, input) -> {
      Strand strand = run.strand("task");
      strand.carryOut(own -> shout(own, "once"));
      assertThatThrownBy(() -> strand.carryOut(own -> shout(own, "twice")))
          .hasMessage("the strand \"task\" was carried out or abandoned before; give out another one for"
              + " every task");
      return "done";
    });
    assertThat(kernel.start(program, "").output()).isEqualTo("done");
    assertThat(kernel.calls.of("twice")).isZero();
  }

  @Test
  void aProgramThatGoesOnAfterItsStrandWasLeftIsToldAtItsNextStep() {
    Program<String, String> program = program((run, input) -> {
      var asks = task(run, own -> own.await("approval", Signal.of("approval", "may I?", Codec.TEXT),
          Deadline.NONE));
      try {
        return asks.join();
      } catch (CompletionException e) { // a library's code makes something else of what it caught
        return shout(run, "never mind");
      }
    });
    assertThat(kernel.start(program, "")).isInstanceOf(Outcome.Waiting.class);
    assertThat(kernel.calls.total()).isZero();
    kernel.runs.answer(ID, new Path("task/approval"), Codec.TEXT, "yes");
    assertThat(kernel.runs.drive(ID)).isEqualTo(new Outcome.Done<>("yes"));
  }

  @Test
  void oneStrandThatIsLeftKeepsNoOtherFromComingToItsEnd() {
    Program<String, String> program = program((run, input) -> {
      var asks = task(run, own -> own.await("approval", Signal.of("approval", "may I?", Codec.TEXT),
          Deadline.NONE));
      Calls.until(asks::isDone);
      var other = task(run, own -> shout(own, "other"));
      Calls.until(other::isDone);
      return asks.join() + other.join();
    });
    assertThat(kernel.start(program, "")).isInstanceOf(Outcome.Waiting.class);
    assertThat(kernel.steps(ID)).extracting(step -> step.path().value()).containsExactly("task[1]/shout");
    assertThat(kernel.replay(ID, program).divergence()).isEmpty();
    kernel.runs.answer(ID, new Path("task/approval"), Codec.TEXT, "yes");
    assertThat(kernel.runs.drive(ID)).isEqualTo(new Outcome.Done<>("yesOTHER"));
    assertThat(kernel.calls.of("other")).isEqualTo(1);
  }

  @Test
  void aCallThatIsBeingLivedWhileAStrandIsLeftIsRecorded() {
    CountDownLatch asked = new CountDownLatch(1);
    Operation<String, String> slow =
        kernel.calls.operation("long", Effect.SAMPLED, Retry.NONE, (request, _) -> {
          Calls.await(asked);
          return request;
        });
    Program<String, String> program = program((run, input) -> {
      var asks = task(run, own -> own.await("approval", Signal.of("approval", "may I?", Codec.TEXT),
          Deadline.NONE));
      var _ = asks.whenComplete((_, _) -> asked.countDown());
      return run.step("long", slow, "done") + asks.join();
    });
    assertThat(kernel.start(program, "")).isInstanceOf(Outcome.Waiting.class);
    kernel.runs.answer(ID, new Path("task/approval"), Codec.TEXT, " yes");
    assertThat(kernel.runs.drive(ID)).isEqualTo(new Outcome.Done<>("done yes"));
    assertThat(kernel.calls.of("done")).isEqualTo(1);
  }

  @Test
  void theRunOfAStrandBelongsToItsThread() {
    AtomicReference<Run> leaked = new AtomicReference<>();
    Program<String, String> program = program((run, input) -> {
      task(run, own -> {
        leaked.set(own);
        return "";
      }).join();
      return shout(leaked.get(), input);
    });
    assertThat(kernel.start(program, "hi")).isInstanceOfSatisfying(Outcome.Failed.class,
        failed -> assertThat(failed.failure().message()).contains("used from another thread",
            "or a strand where the thread is somebody else's"));
  }

  @Test
  void aRunKilledAtAnyWriteOfItsStrandsComesToItsEnd() {
    Program<String, String> program = program((run, input) -> {
      List<CompletableFuture<String>> all = new ArrayList<>();
      for (String text : List.of("a", "b", "c")) {
        all.add(task(run, own -> shout(own, text)));
      }
      return String.join("", all.stream().map(CompletableFuture::join).toList()) + shout(run, input);
    });
    for (int write = 1; write <= 6; write++) {
      for (boolean durable : List.of(true, false)) {
        try (Kernel killed = new Kernel()) {
          var _ = killed.killedAt(write, durable, program, "d", RunOptions.PLAIN);
          assertThat(killed.start(program, "d")).as("killed at %d", write).isEqualTo(new Outcome.Done<>(
              "ABCD"));
          assertThat(killed.replay(ID, program).identical()).isTrue();
        }
      }
    }
  }

  @Test
  void theProgramIsToldOfThePiecesOfAnAnswerLiveReplayedAndReused() {
    List<String> told = new ArrayList<>();
    var words = kernel.calls.operation("words", Effect.SAMPLED, Retry.NONE, (request, attempt) -> {
      for (String word : request.split(" ", -1)) {
        assertThat(attempt.emit(Codec.TEXT.encode(word))).isTrue();
      }
      return request;
    });
    Program<String, String> program = program((run, input) -> {
      String first = shout(run, "x");
      return first + run.step("words", words, input, piece -> told.add(piece.asString()));
    });
    assertThat(kernel.start(program, "a b c").output()).isEqualTo("Xa b c");
    assertThat(told).containsExactly("a", "b", "c");
    assertThat(kernel.replay(ID, program).identical()).isTrue();
    assertThat(told).containsExactly("a", "b", "c", "a", "b", "c");
    told.clear();
    var fork = kernel.runs.register(program).fork(ID, Fork.at(new Path("shout")), new RunId("f1"));
    assertThat(fork.outcome().output()).isEqualTo("Xa b c");
    assertThat(told).containsExactly("a", "b", "c");
    assertThat(kernel.calls.of("a b c")).isEqualTo(1);
  }
}
