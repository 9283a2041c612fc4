package dev.athanor.journal;

import static dev.athanor.journal.JournalUnderTest.nothing;
import static dev.athanor.journal.JournalUnderTest.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Hash;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Appending and reading entries. */
interface EntriesContract extends JournalUnderTest {
  @Test
  default void entriesComeBackInTheOrderTheyWent() {
    Lease lease = drive("run");
    List<String> paths = List.of("z", "a", "m/n", "m");

    assertThat(paths.stream().map(path -> journal().append(lease, Append.of(completed(path, 1))).sequence()))
        .isSorted().doesNotHaveDuplicates().allMatch(sequence -> sequence >= 1);

    List<Stamped> entries = journal().entries(lease.run(), 0);
    assertThat(entries).extracting(stamped -> stamped.entry().path().value())
        .containsExactlyElementsOf(paths);
    assertThat(entries).extracting(Stamped::sequence).isSorted().doesNotHaveDuplicates();
    assertThat(journal().entries(lease.run(), entries.get(1).sequence()))
        .containsExactlyElementsOf(entries.subList(2, 4));
    assertThat(journal().entries(lease.run(), entries.getLast().sequence())).isEmpty();
    assertThat(journal().find(lease.run()).orElseThrow().entries()).isEqualTo(4);
  }

  @Test
  default void everyKindOfEntryComesBackAsItWent() {
    List<Entry> entries = Samples.everyKind(clock().instant().plusNanos(987_654_321));
    Lease lease = drive("kinds");

    journal().append(lease, new Append(entries, List.of(), List.of(), Map.of()));

    assertThat(journal().entries(lease.run(), 0)).extracting(Stamped::entry)
        .containsExactlyElementsOf(entries);
  }

  @Test
  default void anEntryIsUniqueByPathKindAndAttempt() {
    Lease lease = drive("unique");
    Entry.Completed first = completed("a", 1);
    journal().append(lease, Append.of(first));
    journal().append(lease, Append.of(completed("a", 2)));
    journal().append(lease, Append.of(completed("a/b", 1)));
    journal().append(lease, Append.of(new Entry.Started(first.path(), 1, STEP, 0, clock().instant())));
    var part = part("of the second");

    assertThatExceptionOfType(Fenced.class)
        .isThrownBy(() -> journal().append(lease, new Append(List.of(completed("new", 1), completed("a", 1)),
            List.of(part), List.of(), Map.of(Hash.of("key"), new Path("new")))))
        .withMessageContaining("unique");

    assertThat(journal().entries(lease.run(), 0)).hasSize(4);
    assertThat(journal().memo(Hash.of("key"))).isEmpty();
    assertThatExceptionOfType(AthanorException.class).isThrownBy(() -> journal().part(part.hash()));
    assertThat(journal().append(lease, Append.of(completed("new", 1))).sequence())
        .isEqualTo(journal().entries(lease.run(), 0).getLast().sequence());
  }

  @Test
  default void anAppendWithoutEntriesStoresItsParts() {
    Lease lease = drive("parts");
    long before = journal().append(lease, Append.of(completed("a", 1))).sequence();
    var part = part("alone");

    Appended appended = journal().append(lease, new Append(List.of(), List.of(part), List.of(), Map.of()));

    assertThat(appended.sequence()).isEqualTo(before);
    assertThat(journal().part(part.hash())).isEqualTo(part.content());
    assertThat(journal().append(lease, nothing()).sequence()).isEqualTo(before);
  }

  @Test
  default void anAppendIsWholeOrNotAtAll() {
    Lease lease = drive("whole");
    Append many = new Append(IntStream.range(0, 500).mapToObj(i -> (Entry) completed("s/" + i, 1)).toList(),
        List.of(), List.of(), Map.of());

    assertThat(journal().append(lease, many).sequence())
        .isEqualTo(journal().entries(lease.run(), 0).getLast().sequence());

    assertThat(journal().entries(lease.run(), 0)).hasSize(500);
    assertThatExceptionOfType(Fenced.class).isThrownBy(() -> journal().append(lease, many));
    assertThat(journal().entries(lease.run(), 0)).hasSize(500);
  }

  @Test
  default void aPathMayBeHugeAndHoldAnyLetter() {
    Path huge = Path.ROOT;
    for (int i = 0; i < 300; i++) {
      huge = huge.child("n".repeat(100) + i, 0);
    }
    Path odd = new Path("ein Schritt/\u05d0\u05d1{\ud83d\ude00 'a' \"b\" \\ % _ \u202e}");
    Path broken = Path.ROOT.child("half", 0).item("\ud83d");
    Lease lease = drive("paths");
    for (Path path : List.of(huge, odd, broken, new Path("É"), new Path("E\u0301"), new Path("é"))) {
      journal().append(lease, Append.of(completed(path.value(), 1)));
      assertThat(journal().entries(lease.run(), 0).getLast().entry()).isEqualTo(completed(path.value(), 1));
      assertThatExceptionOfType(Fenced.class)
          .isThrownBy(() -> journal().append(lease, Append.of(completed(path.value(), 1))));
    }
  }

  @Test
  default void manyThreadsAppendToManyRunsAtOnce() throws InterruptedException, ExecutionException {
    List<Lease> leases = IntStream.range(0, 64).mapToObj(i -> drive("run-" + i)).toList();
    List<Callable<Long>> drivers = leases.stream().map(lease -> (Callable<Long>) () -> {
      long sequence = 0;
      for (int i = 0; i < 20; i++) {
        sequence = journal().append(lease, JournalUnderTest.with(completed("step/" + i, 1),
            part("shared " + i), part(lease.run() + "/" + i))).sequence();
      }
      return sequence;
    }).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Long> driven : threads.invokeAll(drivers)) {
        assertThat(driven.get()).isEqualTo(20);
      }
    }
    for (Lease lease : leases) {
      assertThat(journal().entries(lease.run(), 0)).extracting(stamped -> stamped.entry().path().value())
          .containsExactlyElementsOf(IntStream.range(0, 20).mapToObj(i -> "step/" + i).toList());
      assertThat(journal().part(part(lease.run() + "/7").hash()))
          .isEqualTo(part(lease.run() + "/7").content());
    }
  }

  @Test
  default void manyThreadsAppendToOneRunAtOnce() throws InterruptedException, ExecutionException {
    Lease lease = drive("one");
    List<Callable<Appended>> branches = IntStream.range(0, 200).mapToObj(
        i -> (Callable<Appended>) () -> journal().append(lease, Append.of(completed("branch{" + i + "}", 1))))
        .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Long> sequences = new java.util.ArrayList<>();
      for (Future<Appended> branch : threads.invokeAll(branches)) {
        sequences.add(branch.get().sequence());
      }
      assertThat(sequences).doesNotHaveDuplicates();
    }
    assertThat(journal().entries(lease.run(), 0)).hasSize(200).extracting(Stamped::sequence).isSorted()
        .doesNotHaveDuplicates();
  }
}
