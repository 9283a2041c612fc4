package dev.athanor.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Append;
import dev.athanor.journal.Lease;
import dev.athanor.journal.RunId;
import dev.athanor.store.sqlite.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one journal, some of which are killed or stopped. */
final class ProcessesTest {
  @TempDir
  Path folder;

  private Path database() {
    return folder.resolve("journal.db");
  }

  private ChildJvm child(String name, String work) throws IOException {
    return ChildJvm.start(ProcessesChild.class, Map.of(), database().toString(), name, work);
  }

  /** A journal that looks on from an hour and more later, when every lease of a child has ended. */
  private SqliteJournal openLater() {
    InstantSource later = () -> Instant.now().plus(Duration.ofHours(2));
    return SqliteJournal.open(database(), later, Settings.DURABLE);
  }

  private static Set<String> paths(SqliteJournal journal, String run) {
    Set<String> paths = new HashSet<>();
    journal.entries(new RunId(run), 0).forEach(stamped -> paths.add(stamped.entry().path().value()));
    return paths;
  }

  private static void assertHolds(SqliteJournal journal, List<String> told) {
    Map<String, Set<String>> acknowledged = new HashMap<>();
    for (String line : told) {
      String[] words = line.split(" ", -1);
      if (words.length == 2) {
        acknowledged.computeIfAbsent(words[0], _ -> new HashSet<>()).add(words[1]);
      }
    }
    assertThat(acknowledged).isNotEmpty();
    acknowledged
        .forEach((run, paths) -> assertThat(paths(journal, run)).as("entries of %s", run).containsAll(paths));
  }

  @Test
  void aProcessThatIsKilledAmongTwoHundredRunsLosesNothing() throws IOException {
    List<String> told = new ArrayList<>();
    try (ChildJvm child = child("killed", "drive-for-ever")) {
      for (int i = 0; i < 1500; i++) {
        told.add(child.line());
      }
      child.kill();
      told.addAll(child.rest());
    }
    // The last line may have been cut off.
    told.removeLast();
    try (SqliteJournal journal = openLater()) {
      assertHolds(journal, told);
      assertThat(journal.check().findings()).isEmpty();
      assertThat(journal.due(1000)).hasSizeGreaterThan(100);
      for (RunId run : journal.due(20)) {
        Lease heir = journal.acquire(run, "heir", Duration.ofMinutes(1)).orElseThrow();
        journal.append(heir, Append.of(JournalSteps.completed("after")));
      }
    }
  }

  @Test
  void twoProcessesShareAJournal() throws IOException {
    try (SqliteJournal journal = SqliteJournal.open(database())) {
      JournalSteps.create(journal, "shared");
    }
    List<String> told = new ArrayList<>();
    try (ChildJvm one = child("one", "share"); ChildJvm two = child("two", "share")) {
      for (ChildJvm child : List.of(one, two)) {
        for (String line = child.line(); !line.equals("done"); line = child.line()) {
          told.add(line);
        }
      }
    }
    int turns = 2 * ProcessesChild.TURNS;
    assertThat(told).hasSize(2 * ProcessesChild.OWN_RUNS * ProcessesChild.OWN_STEPS + turns)
        .doesNotHaveDuplicates();
    try (SqliteJournal journal = openLater()) {
      assertHolds(journal, told);
      assertThat(paths(journal, "shared"))
          .isEqualTo(new HashSet<>(IntStream.range(0, turns).mapToObj(i -> "turn/" + i)
              .toList()));
      assertThat(journal.check().findings()).isEmpty();
    }
  }

  @Test
  void aProcessThatWasStoppedCannotRecordOnceItsRunWasTakenOver() throws IOException, InterruptedException {
    try (ChildJvm zombie = child("zombie", "become-a-zombie"); SqliteJournal journal = openLater()) {
      zombie.await("holding");
      zombie.signal("STOP");
      Lease heir = journal.acquire(new RunId("contested"), "heir", Duration.ofHours(1)).orElseThrow();
      journal.append(heir, Append.of(JournalSteps.completed("third")));
      zombie.signal("CONT");
      zombie.tell("go on");

      assertThat(zombie.line())
          .startsWith("fenced: run contested was taken over by another driver (this one, test");
      assertThat(zombie.line()).isEqualTo("not renewed");

      assertThat(paths(journal, "contested")).containsExactlyInAnyOrder("first", "third");
      assertThat(journal.append(heir, Append.of(JournalSteps.completed("second"))).sequence()).isEqualTo(3);
    }
  }
}
