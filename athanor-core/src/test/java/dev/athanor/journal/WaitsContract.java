package dev.athanor.journal;

import static dev.athanor.journal.JournalUnderTest.nothing;
import static dev.athanor.journal.JournalUnderTest.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Answers and cancellations from outside, and which runs should be driven. */
interface WaitsContract extends JournalUnderTest {
  /** Drives a new run up to a wait and leaves it there. */
  private RunId parked(String id, Optional<Duration> due) {
    Lease lease = drive(id);
    var time = due.map(clock().instant()::plus);
    long last = journal().append(lease, Append.of(waiting("wait", time))).sequence();
    journal().release(lease, RunState.WAITING, time, last);
    return lease.run();
  }

  @Test
  default void aWaitIsAnsweredOnce() {
    RunId id = parked("asks", Optional.empty());
    var part = part("answer");

    assertThat(journal().answer(id, answered("wait", "yes"),
        new Append(List.of(), List.of(part), List.of(), Map.of()))).isTrue();
    assertThat(journal().answer(id, answered("wait", "no"), nothing())).isFalse();

    assertThat(journal().entries(id, 0)).hasSize(2).last().extracting(Stamped::entry)
        .isEqualTo(answered("wait", "yes"));
    assertThat(journal().part(part.hash())).isEqualTo(part.content());
  }

  @Test
  default void whatDoesNotWaitIsNotAnswered() {
    RunId id = parked("asks", Optional.empty());
    assertThat(journal().answer(id, answered("elsewhere", "yes"), nothing())).isFalse();
    Lease over = drive("over");
    journal().append(over, Append.of(waiting("wait", Optional.empty())));
    end(over);
    assertThat(journal().answer(over.run(), answered("wait", "yes"), nothing())).isFalse();
    assertThat(journal().entries(over.run(), 0)).hasSize(2);
  }

  @Test
  default void oneOfManyAnswersCounts() throws InterruptedException, ExecutionException {
    RunId id = parked("asks", Optional.empty());
    List<Callable<Boolean>> people = IntStream.range(0, 32)
        .mapToObj(
            i -> (Callable<Boolean>) () -> journal().answer(id, answered("wait", "answer " + i), nothing()))
        .toList();
    int counted = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> person : threads.invokeAll(people)) {
        counted += person.get() ? 1 : 0;
      }
    }
    assertThat(counted).isOne();
    assertThat(journal().entries(id, 0)).hasSize(2);
  }

  @Test
  default void aRunIsNotReleasedOverAnUnseenAnswer() {
    Lease lease = drive("asks");
    long seen = journal().append(lease, Append.of(waiting("wait", Optional.empty()))).sequence();
    journal().answer(lease.run(), answered("wait", "quick"), nothing());

    assertThat(journal().release(lease, RunState.WAITING, Optional.empty(), seen)).isFalse();

    List<Stamped> unseen = journal().entries(lease.run(), seen);
    assertThat(unseen).hasSize(1);
    assertThat(journal().find(lease.run()).orElseThrow().state()).isEqualTo(RunState.RUNNING);
    assertThat(journal().append(lease, Append.of(completed("next", 1))).sequence())
        .isGreaterThan(unseen.getLast().sequence());
    assertThat(journal().release(lease, RunState.WAITING, Optional.empty(), unseen.getLast().sequence() + 1))
        .isTrue();
  }

  @Test
  default void anAnswerThatCameFirstIsNotOverwrittenByItsDriver() {
    Lease lease = drive("deadline");
    journal().append(lease, Append.of(waiting("wait", Optional.of(clock().instant()))));
    journal().answer(lease.run(), answered("wait", "just in time"), nothing());
    Entry late = new Entry.Answered(new Path("wait"),
        new Result.Failed(new Failure(Failure.DEADLINE, "too late", false)), clock().instant());

    assertThatExceptionOfType(Fenced.class).isThrownBy(() -> journal().append(lease, Append.of(late)));

    assertThat(journal().entries(lease.run(), 0)).last().extracting(Stamped::entry)
        .isEqualTo(answered("wait", "just in time"));
  }

  @Test
  default void aCancellationIsRecordedOnceAndToldToTheDriver() {
    Lease lease = drive("run");
    assertThat(journal().append(lease, Append.of(completed("a", 1))).cancelled()).isFalse();

    assertThat(journal().cancel(lease.run())).isTrue();
    assertThat(journal().cancel(lease.run())).isTrue();

    assertThat(journal().entries(lease.run(), 0)).extracting(Stamped::entry)
        .containsExactly(completed("a", 1), new Entry.Cancelled(Path.ROOT, clock().instant()));
    assertThat(journal().release(lease, RunState.WAITING, Optional.empty(), 1)).isFalse();
    assertThat(journal().append(lease, Append.of(completed("b", 1))).cancelled()).isTrue();
    end(lease);
    assertThat(journal().cancel(lease.run())).isFalse();
  }

  @Test
  default void aRunThatNobodyDrivesIsDue() {
    RunId fresh = create("fresh");
    Lease driven = journal().acquire(create("driven"), "test", Duration.ofSeconds(10)).orElseThrow();
    Lease back = drive("given-back");
    journal().release(back, RunState.RUNNING, Optional.empty(), 0);

    assertThat(journal().due(10)).containsExactlyInAnyOrder(fresh, back.run());
    assertThat(journal().due(1)).hasSize(1).isSubsetOf(fresh, back.run());
    clock().advance(Duration.ofSeconds(10));
    assertThat(journal().due(10)).containsExactlyInAnyOrder(fresh, back.run(), driven.run());
  }

  @Test
  default void aWaitingRunIsDueWhenItsTimeHasCome() {
    RunId timed = parked("timed", Optional.of(Duration.ofSeconds(5)));
    parked("patient", Optional.empty());
    assertThat(journal().due(10)).isEmpty();
    clock().advance(Duration.ofSeconds(5));
    assertThat(journal().due(10)).containsExactly(timed);

    Lease lease = acquire(timed);
    assertThat(journal().due(10)).isEmpty();
    journal().release(lease, RunState.WAITING, Optional.empty(), 1);
    assertThat(journal().due(10)).isEmpty();
  }

  @Test
  default void anAnsweredRunIsDue() {
    RunId id = parked("asks", Optional.of(Duration.ofDays(1)));
    journal().answer(id, answered("wait", "yes"), nothing());
    assertThat(journal().due(10)).containsExactly(id);
  }

  @Test
  default void aCancelledRunIsDueEvenInDoubt() {
    RunId waiting = parked("waits", Optional.empty());
    Lease doubtful = drive("doubtful");
    journal().release(doubtful, RunState.IN_DOUBT, Optional.empty(), 0);
    assertThat(journal().due(10)).isEmpty();

    journal().cancel(waiting);
    journal().cancel(doubtful.run());

    assertThat(journal().due(10)).containsExactlyInAnyOrder(waiting, doubtful.run());
  }

  @Test
  default void aRunThatIsOverIsNeverDue() {
    end(drive("over"));
    Lease left = journal().acquire(create("left"), "test", Duration.ofSeconds(1)).orElseThrow();
    journal().append(left, Append.of(ended()));
    clock().advance(LONG);
    assertThat(journal().due(10)).isEmpty();
  }
}
