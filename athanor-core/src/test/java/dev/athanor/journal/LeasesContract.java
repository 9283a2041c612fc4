package dev.athanor.journal;

import static dev.athanor.journal.JournalUnderTest.nothing;
import static dev.athanor.journal.JournalUnderTest.part;
import static dev.athanor.journal.JournalUnderTest.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.athanor.error.AthanorException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One driver at a time. */
interface LeasesContract extends JournalUnderTest {
  @Test
  default void aRunHasOneDriver() {
    Lease lease = drive("run");

    assertThat(lease.owner()).isEqualTo("test");
    assertThat(journal().acquire(lease.run(), "second", LONG)).isEmpty();
    assertThat(journal().acquire(lease.run(), "test", LONG)).isEmpty();

    journal().release(lease, RunState.RUNNING, Optional.empty(), 0);
    Lease next = journal().acquire(lease.run(), "second", LONG).orElseThrow();
    assertThat(next.epoch()).isGreaterThan(lease.epoch());
    assertThat(next.owner()).isEqualTo("second");
  }

  @Test
  default void oneOfManyDriversGetsTheRun() throws InterruptedException, ExecutionException {
    RunId id = create("wanted");
    List<Callable<Optional<Lease>>> drivers = IntStream.range(0, 32)
        .mapToObj(i -> (Callable<Optional<Lease>>) () -> journal().acquire(id, "driver " + i, LONG)).toList();
    int holders = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Optional<Lease>> driver : threads.invokeAll(drivers)) {
        holders += driver.get().isPresent() ? 1 : 0;
      }
    }
    assertThat(holders).isOne();
  }

  @Test
  default void aLeaseThatIsNotRenewedIsTakenOver() {
    RunId id = create("expires");
    Lease first = journal().acquire(id, "first", Duration.ofSeconds(10)).orElseThrow();
    clock().advance(Duration.ofSeconds(10).minusMillis(1));
    assertThat(journal().acquire(id, "second", LONG)).isEmpty();
    clock().advance(Duration.ofMillis(1));

    assertThat(journal().acquire(id, "second", LONG)).isPresent();

    assertThat(journal().renew(first, LONG)).isFalse();
  }

  @Test
  default void aRenewedLeaseHoldsLonger() {
    RunId id = create("renewed");
    Lease lease = journal().acquire(id, "first", Duration.ofSeconds(10)).orElseThrow();
    clock().advance(Duration.ofSeconds(9));

    assertThat(journal().renew(lease, Duration.ofSeconds(10))).isTrue();

    clock().advance(Duration.ofSeconds(9));
    assertThat(journal().acquire(id, "second", LONG)).isEmpty();
    clock().advance(Duration.ofSeconds(1));
    assertThat(journal().acquire(id, "second", LONG)).isPresent();
  }

  @Test
  default void aDriverWhoseLeaseHasExpiredGoesOnUntilItIsTakenOver() {
    Lease lease = journal().acquire(create("late"), "late", Duration.ofSeconds(1)).orElseThrow();
    clock().advance(LONG);

    assertThat(journal().append(lease, Append.of(completed("a", 1))).sequence()).isEqualTo(1);
    assertThat(journal().renew(lease, LONG)).isTrue();
    assertThat(journal().acquire(lease.run(), "second", LONG)).isEmpty();
  }

  @Test
  default void aFencedDriverRecordsNothing() {
    Lease zombie = journal().acquire(create("run"), "zombie", Duration.ofSeconds(1)).orElseThrow();
    clock().advance(Duration.ofSeconds(1));
    Lease heir = acquire(zombie.run());
    var part = part("of the zombie");

    assertThatExceptionOfType(Fenced.class)
        .isThrownBy(() -> journal().append(zombie, with(completed("a", 1), part)))
        .withMessageContaining("run run was taken over by another driver").withMessageContaining("zombie");
    assertThatExceptionOfType(Fenced.class).isThrownBy(() -> journal().append(zombie, nothing()));
    assertThatExceptionOfType(Fenced.class)
        .isThrownBy(() -> journal().release(zombie, RunState.WAITING, Optional.empty(), 0));

    assertThat(journal().entries(heir.run(), 0)).isEmpty();
    assertThatExceptionOfType(AthanorException.class).isThrownBy(() -> journal().part(part.hash()));
    assertThat(journal().find(heir.run()).orElseThrow().state()).isEqualTo(RunState.RUNNING);
    assertThat(journal().append(heir, Append.of(completed("a", 1))).sequence()).isEqualTo(1);
  }

  @Test
  default void aReleasedLeaseHasEnded() {
    Lease lease = drive("released");
    assertThat(journal().release(lease, RunState.WAITING, Optional.empty(), 0)).isTrue();

    assertThat(journal().renew(lease, LONG)).isFalse();
    assertThatExceptionOfType(Fenced.class)
        .isThrownBy(() -> journal().append(lease, Append.of(completed("a", 1))));
    assertThatExceptionOfType(Fenced.class)
        .isThrownBy(() -> journal().release(lease, RunState.RUNNING, Optional.empty(), 0));
    assertThat(journal().find(lease.run()).orElseThrow().state()).isEqualTo(RunState.WAITING);
  }

  @Test
  default void aRunIsReleasedInTheStateItsDriverLeavesItIn() {
    for (RunState state : List.of(RunState.RUNNING, RunState.WAITING, RunState.IN_DOUBT)) {
      Lease lease = drive(state.name());
      long last = journal().append(lease, Append.of(completed("a", 1))).sequence();
      assertThat(journal().release(lease, state, Optional.empty(), last)).isTrue();
      assertThat(journal().find(lease.run()).orElseThrow().state()).isEqualTo(state);
      acquire(lease.run());
      assertThat(journal().find(lease.run()).orElseThrow().state()).isEqualTo(RunState.RUNNING);
    }
  }

  @Test
  default void anEndDecidesTheStateAndStays() {
    Failure failure = new Failure("x", "y", false);
    var hash = dev.athanor.json.Hash.of("");
    for (Entry.End end : List.of(new Entry.End.Done(JournalUnderTest.content("o"), 1, hash),
        new Entry.End.Failed(failure, 1, hash), new Entry.End.Exhausted(failure, 1, hash),
        new Entry.End.Continued(new RunId("n"), JournalUnderTest.content("o"), 1, hash))) {
      Lease lease = drive(end.getClass().getSimpleName());
      long last =
          journal().append(lease, Append.of(new Entry.Ended(Path.ROOT, end, clock().instant()))).sequence();
      assertThat(journal().find(lease.run()).orElseThrow().state()).isEqualTo(RunState.after(end));
      assertThat(journal().release(lease, RunState.RUNNING, Optional.empty(), last)).isTrue();
      assertThat(journal().find(lease.run()).orElseThrow().state()).isEqualTo(RunState.after(end));
    }
  }

  @Test
  default void updatedIsTheTimeOfTheLastAppend() {
    Lease lease = drive("run");
    clock().advance(Duration.ofMillis(1500));
    journal().append(lease, Append.of(completed("a", 1)));
    var then = clock().instant();
    clock().advance(Duration.ofSeconds(2));
    journal().renew(lease, LONG);
    assertThat(journal().find(lease.run()).orElseThrow().updated()).isEqualTo(then);
    journal().cancel(lease.run());
    assertThat(journal().find(lease.run()).orElseThrow().updated()).isEqualTo(clock().instant());
  }
}
