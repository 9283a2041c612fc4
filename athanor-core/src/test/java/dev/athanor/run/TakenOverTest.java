package dev.athanor.run;

import static dev.athanor.run.Kernel.ID;
import static dev.athanor.run.Kernel.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Append;
import dev.athanor.journal.Appended;
import dev.athanor.journal.Effect;
import dev.athanor.journal.Journal;
import dev.athanor.journal.Lease;
import dev.athanor.journal.RunId;
import dev.athanor.json.Hash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two drivers of one run: a zombie computes, but can't record. */
class TakenOverTest {
  private final Kernel kernel = new Kernel();
  private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
  private final RunListener listener = new RunListener() {
    @Override
    public void onWarning(RunId run, String warning) {
      warnings.add(warning);
    }
  };

  @AfterEach
  void close() {
    kernel.close();
  }

  /** Does not renew leases, like a process that is held up. */
  private Journal forgetful() {
    return new DelegatingJournal(kernel.store) {
      @Override
      public boolean renew(Lease lease, Duration life) {
        return true;
      }
    };
  }

  private Journal failsToWriteOnce(int write) {
    AtomicInteger writes = new AtomicInteger(1);
    return new DelegatingJournal(kernel.store) {
      @Override
      public Appended append(Lease lease, Append append) {
        if (writes.incrementAndGet() == write) {
          throw AthanorException.data("disk-full", "there is no room");
        }
        return super.append(lease, append);
      }
    };
  }

  private Journal failsToRead(int read) {
    AtomicInteger reads = new AtomicInteger();
    return new DelegatingJournal(kernel.store) {
      @Override
      public byte[] part(Hash hash) {
        if (reads.incrementAndGet() >= read) {
          throw AthanorException.data("content-corrupt", "content " + hash.brief() + " is damaged");
        }
        return super.part(hash);
      }
    };
  }

  @Test
  void aZombieHandsOverToTheOutcomeOfTheOther() {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger times = new AtomicInteger();
    Operation<String, String> slow =
        kernel.calls.operation("slow", Effect.SAMPLED, Retry.NONE, (request, _) -> {
          int time = times.incrementAndGet();
          if (time == 1) {
            stuck.countDown();
            Calls.awaitWhateverHappens(goOn);
          }
          return request + time;
        });
    Program<String,
        String> program = program((run, input) -> run.step("before", kernel.calls.shout(Effect.KEYED),
            "before") + run.step("slow", slow, input)
            + run.step("after", kernel.calls.shout(Effect.WRITE), "after"));
    try (Runs zombie = new Runs(forgetful(), Kernel.LIMITS, listener, Redactor.NONE)) {
      Handle<String> first = zombie.start(ID, program, "x");
      Calls.await(stuck);
      kernel.clock.advance(Kernel.LIMITS.lease().plusSeconds(1));
      assertThat(kernel.runs.drive(ID, program)).isEqualTo(new Outcome.Done<>("BEFOREx2AFTER"));
      goOn.countDown();
      assertThat(first.outcome()).isEqualTo(new Outcome.Done<>("BEFOREx2AFTER"));
    }
    assertThat(warnings).hasSize(1).first().asString().contains("was taken over by another driver");
    assertThat(kernel.calls.of("after")).isEqualTo(1);
    assertThat(kernel.calls.of("before")).isEqualTo(1);
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void aZombieThatStandsBeforeAWriteDoesNotCarryItOut() {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger drives = new AtomicInteger();
    Program<String, String> program = program((run, input) -> {
      if (drives.incrementAndGet() == 1) {
        stuck.countDown();
        Calls.awaitWhateverHappens(goOn);
      }
      return run.step("pay", kernel.calls.shout(Effect.WRITE), input);
    });
    try (Runs zombie = new Runs(forgetful(), Kernel.LIMITS, listener, Redactor.NONE)) {
      Handle<String> first = zombie.start(ID, program, "x");
      Calls.await(stuck);
      kernel.clock.advance(Kernel.LIMITS.lease().plusSeconds(1));
      assertThat(kernel.runs.drive(ID, program)).isEqualTo(new Outcome.Done<>("X"));
      goOn.countDown();
      assertThat(first.outcome()).isEqualTo(new Outcome.Done<>("X"));
    }
    assertThat(kernel.calls.of("x")).isEqualTo(1);
  }

  @Test
  void twoDriversWithRenewedLeasesTakeTurnsAndLiveEachStepOnce() throws Exception {
    Program<String, String> program = program((run, input) -> {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < 20; i++) {
        all.append(run.step("s", kernel.calls.shout(Effect.WRITE), input + i));
      }
      return all.toString();
    });
    try (Runs other = kernel.process(kernel.store); ExecutorService threads = Executors
        .newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome<String>>> outcomes = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Runs runs = i % 2 == 0 ? other : kernel.runs;
        outcomes.add(threads.submit(() -> runs.start(ID, program, "x").outcome()));
      }
      for (Future<Outcome<String>> outcome : outcomes) {
        assertThat(outcome.get()).isEqualTo(outcomes.getFirst().get()).isInstanceOf(Outcome.Done.class);
      }
    }
    assertThat(kernel.calls.total()).isEqualTo(20);
  }

  @Test
  void whenTheJournalFailsTheRunIsGivenBackAndTheCallerIsTold() {
    Program<String, String> program = program((run, input) -> {
      try {
        return run.step("a", kernel.calls.shout(Effect.SAMPLED), input) + run.step("b", kernel.calls.shout(
            Effect.SAMPLED), input);
      } catch (RuntimeException e) {
        return "swallowed";
      }
    });
    for (int write = 2; write < 6; write++) {
      RunId id = new RunId("w" + write);
      try (Runs runs = kernel.process(failsToWriteOnce(write))) {
        Handle<String> handle = runs.start(id, program, "x");
        try {
          assertThat(handle.outcome()).as("write %d", write).isEqualTo(new Outcome.Done<>("XX"));
          assertThat(write).isEqualTo(5);
        } catch (AthanorException e) {
          assertThat(e.code()).isEqualTo("disk-full");
          assertThat(kernel.store.due(10)).contains(id);
          assertThat(runs.drive(id, program)).as("write %d", write).isEqualTo(new Outcome.Done<>("XX"));
        }
      }
    }
  }

  @Test
  void whenTheJournalCantBeReadTheRunDoesNotEndByThat() {
    String large = "x".repeat(5_000);
    Program<String, String> program = program((run, input) -> {
      String first;
      try {
        first = run.step("a", kernel.calls.shout(Effect.SAMPLED), input);
      } catch (RuntimeException e) {
        return "swallowed";
      }
      return first + run.await("w", Signal.of("w", "?", dev.athanor.json.Codec.TEXT), Deadline.NONE);
    });
    kernel.start(program, large);
    kernel.runs.answer(ID, new dev.athanor.journal.Path("w"), dev.athanor.json.Codec.TEXT, "!");
    for (int read = 1; read < 3; read++) {
      try (Runs runs = kernel.process(failsToRead(read))) {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> runs.drive(ID, program)))
            .as("read %d", read)
            .isInstanceOfSatisfying(AthanorException.class,
                e -> assertThat(e.code()).isEqualTo("content-corrupt"));
      }
    }
    assertThat(kernel.runs.drive(ID, program).output()).endsWith("X!");
  }
}
