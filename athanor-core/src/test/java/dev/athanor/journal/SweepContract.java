package dev.athanor.journal;

import static dev.athanor.journal.JournalUnderTest.part;
import static dev.athanor.journal.JournalUnderTest.with;
import static dev.athanor.journal.JournalUnderTest.withFiles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Hash;
import dev.athanor.json.Merkle;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Removing what no run refers to, and nothing else. */
interface SweepContract extends JournalUnderTest {
  Duration GRACE = Duration.ofMinutes(10);

  /** A run that is over and refers to parts. */
  private RunId over(String id, Merkle.Part... parts) {
    Lease lease = drive(id);
    journal().append(lease, with(completed("a", 1), parts));
    end(lease);
    return lease.run();
  }

  private boolean stored(Hash hash) {
    try {
      journal().part(hash);
      return true;
    } catch (AthanorException missing) {
      assertThat(missing.code()).isEqualTo("content-missing");
      return false;
    }
  }

  @Test
  default void contentOfADeletedRunIsSweptAfterTheGracePeriod() {
    var only = part("only here");
    RunId id = over("run", only);
    assertThat(journal().sweep(Duration.ZERO)).isEqualTo(new Sweep(0, 0));
    journal().delete(id);
    assertThat(journal().sweep(GRACE).parts()).isZero();
    assertThat(stored(only.hash())).isTrue();
    clock().advance(GRACE);

    Sweep swept = journal().sweep(GRACE);

    assertThat(swept.parts()).isEqualTo(1);
    assertThat(swept.bytes()).isPositive();
    assertThat(stored(only.hash())).isFalse();
    assertThat(journal().sweep(GRACE)).isEqualTo(new Sweep(0, 0));
  }

  @Test
  default void contentThatAnotherRunRefersToStays() {
    var shared = part("shared");
    RunId first = over("first", shared, part("first only"));
    over("second", shared);
    journal().delete(first);
    clock().advance(GRACE);

    assertThat(journal().sweep(GRACE).parts()).isEqualTo(1);

    assertThat(stored(shared.hash())).isTrue();
  }

  @Test
  default void contentOfAHeaderStays() {
    var part = part("input");
    journal().create(header("run"), new Append(List.of(), List.of(part), List.of(), Map.of()));
    clock().advance(GRACE);
    assertThat(journal().sweep(GRACE).parts()).isZero();
    assertThat(journal().part(part.hash())).isEqualTo(part.content());
  }

  @Test
  default void aForkKeepsTheContentOfItsDeletedParent() {
    keepsWhatItsSourceHad(new Derivation.Forked(new RunId("parent"), new Path("b"), Set.of(), Map.of(), 1));
  }

  @Test
  default void aCalledRunKeepsTheContentOfTheDeletedRunThatItIsLike() {
    keepsWhatItsSourceHad(
        new Derivation.Nested(new RunId("caller"), new Path("b"), 1, Optional.of(new RunId("parent")),
            false));
  }

  private void keepsWhatItsSourceHad(Derivation derivation) {
    var inherited = part("of the parent");
    RunId parent = over("parent", inherited);
    journal().create(header("fork", "program", derivation), Append.of(completed("a", 1)));
    Lease fork = acquire(new RunId("fork"));
    journal().delete(parent);
    clock().advance(GRACE);

    assertThat(journal().sweep(GRACE).parts()).isZero();
    assertThat(stored(inherited.hash())).isTrue();

    end(fork);
    journal().delete(fork.run());
    assertThat(journal().sweep(GRACE).parts()).isEqualTo(1);
  }

  @Test
  default void aFileStaysUntilItsEntryIsAppended() {
    byte[] bytes = ContentContract.noise(20_000, 9);
    Lease lease = drive("run");
    Payload payload = journal().store(new ByteArrayInputStream(bytes), "a/b");
    clock().advance(GRACE.minusSeconds(1));
    assertThat(journal().sweep(GRACE).parts()).isZero();
    journal().append(lease, withFiles(completed("a", 1), List.of(payload.hash())));
    clock().advance(LONG);
    assertThat(journal().sweep(GRACE).parts()).isZero();
    assertThat(stored(payload.hash())).isTrue();
  }

  @Test
  default void aFileThatNoEntryNamesIsSwept() {
    Payload payload = journal().store(new ByteArrayInputStream(ContentContract.noise(20_000, 9)), "a/b");
    clock().advance(GRACE);
    assertThat(journal().sweep(GRACE)).isEqualTo(new Sweep(1, 20_000));
    assertThatExceptionOfType(AthanorException.class).isThrownBy(() -> journal().open(payload));
  }

  @Test
  default void storingAFileAgainStartsItsGracePeriodAgain() {
    byte[] bytes = ContentContract.noise(20_000, 9);
    journal().store(new ByteArrayInputStream(bytes), "a/b");
    clock().advance(GRACE.minusSeconds(1));
    Payload again = journal().store(new ByteArrayInputStream(bytes), "a/b");
    clock().advance(Duration.ofSeconds(1));
    assertThat(journal().sweep(GRACE).parts()).isZero();
    assertThatCode(() -> journal().append(drive("run"), withFiles(completed("a", 1), List.of(again.hash()))))
        .doesNotThrowAnyException();
  }

  @Test
  default void whatWasSweptCanBeStoredAgain() {
    var part = part("comes back");
    byte[] bytes = ContentContract.noise(20_000, 9);
    journal().delete(over("run", part));
    journal().store(new ByteArrayInputStream(bytes), "a/b");
    assertThat(journal().sweep(Duration.ZERO).parts()).isEqualTo(2);

    over("again", part);
    Payload payload = journal().store(new ByteArrayInputStream(bytes), "a/b");

    assertThat(stored(part.hash())).isTrue();
    assertThat(stored(payload.hash())).isTrue();
  }

  @Test
  default void aSweepDuringAppendsTakesNothingThatIsReferredTo() throws InterruptedException,
      ExecutionException {
    Lease lease = drive("writer");
    List<Merkle.Part> large = List.of(Merkle.Part.of(ContentContract.noise(1_200_000, 1)), Merkle.Part.of(
        ContentContract.noise(1_200_000, 2)));
    AtomicBoolean writing = new AtomicBoolean(true);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> sweeper = threads.submit(() -> {
        while (writing.get()) {
          journal().sweep(Duration.ZERO);
        }
      });
      try {
        for (int i = 0; i < 30; i++) {
          // The same content comes and goes with short runs, while the sweeper is at it.
          var part = part("popular " + i % 3);
          journal().append(lease, with(completed("s/" + i, 1), part("new " + i)));
          RunId brief = over("brief-" + i, part, large.get(i % 2));
          assertThat(journal().part(part.hash())).isEqualTo(part.content());
          assertThat(journal().part(large.get(i % 2).hash())).isEqualTo(large.get(i % 2).content());
          journal().delete(brief);
        }
      } finally {
        writing.set(false);
      }
      sweeper.get();
    }
    for (int i = 0; i < 30; i++) {
      assertThat(stored(part("new " + i).hash())).isTrue();
    }
  }
}
