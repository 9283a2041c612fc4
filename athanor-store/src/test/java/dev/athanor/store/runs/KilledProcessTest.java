package dev.athanor.store.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Entry;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.Journal;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunQuery;
import dev.athanor.journal.RunRecord;
import dev.athanor.run.ActedProgram;
import dev.athanor.run.Outcome;
import dev.athanor.run.Replay;
import dev.athanor.run.Runs;
import dev.athanor.run.World;
import dev.athanor.store.journal.SqliteJournal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that drives 200 runs at once is killed at moments of its work, and another one goes on. What was done outside is
 * counted here, by a server that the processes call.
 */
class KilledProcessTest {
  private static final int KILLS = 3 * Integer.getInteger("athanor.cases", 1);
  private static final int STEPS_BETWEEN_KILLS = Math.max(1, 750 / KILLS);
  @TempDir
  private Path folder;

  @Test
  void runsWhoseProcessIsKilledComeToTheEndsThatTheyWouldHaveHad() throws Exception {
    try (World world = new World()) {
      Map<String, Integer> lived = new HashMap<>();
      for (int kill = 1; kill <= KILLS; kill++) {
        Process process = drive(world);
        int enough = world.lived() + STEPS_BETWEEN_KILLS;
        world.awaitLived(enough, process);
        assertThat(process.isAlive()).as("process %d is in the middle of its work", kill).isTrue();
        process.destroyForcibly().waitFor();
        committed().forEach(key -> lived.putIfAbsent(key, world.lived(key)));
      }
      assertThat(lived).isNotEmpty();
      finish(drive(world), world);
      lived.forEach(
          (key, times) -> assertThat(world.lived(key)).as("lives of a committed step").isEqualTo(times));
      assertThat(world.written()).allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
      assertEnds(world);
    }
  }

  private static void finish(Process last, World world) throws InterruptedException {
    try {
      assertThat(last.waitFor(3, TimeUnit.MINUTES))
          .as("the last process ends; %d steps were lived", world.lived())
          .isTrue();
      assertThat(last.exitValue()).isZero();
    } finally {
      last.destroyForcibly();
    }
  }

  private Path file() {
    return folder.resolve("journal.db");
  }

  private Process drive(World world) throws IOException {
    return new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(),
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
        DrivesRuns.class.getName(),
        file().toString(), world.address().toString()).inheritIO().start();
  }

  private Set<String> committed() {
    Set<String> keys = new HashSet<>();
    try (SqliteJournal journal = SqliteJournal.open(file())) {
      for (RunRecord run : runs(journal)) {
        journal.entries(run.id(), 0).forEach(stamped -> {
          if (stamped.entry() instanceof Entry.Completed step) {
            keys.add(DrivesRuns.key(run.id(), step.path()));
          }
        });
      }
    }
    return keys;
  }

  private static Iterable<RunRecord> runs(Journal journal) {
    return journal.runs(new RunQuery(Optional.empty(), Optional.empty(), false, Integer.MAX_VALUE));
  }

  /** Every run came to the end that it has where nothing is killed, did the same outside, and replays. */
  private void assertEnds(World world) {
    Set<String> keyed = world.keyed();
    Map<String, Integer> written = world.written();
    try (SqliteJournal journal = SqliteJournal.open(file()); Runs runs = new Runs(journal);
        World whole = new World()) {
      for (int number = 0; number < DrivesRuns.RUNS; number++) {
        RunId id = DrivesRuns.id(number);
        ActedProgram programs = DrivesRuns.programs(number, whole);
        Outcome<String> expected;
        try (Runs undisturbed = new Runs(new InMemoryJournal())) {
          expected = undisturbed.start(id, programs.named("acts"), "in").outcome();
        }
        assertThat(runs.drive(id, programs.named("acts"))).as("%s", id).isEqualTo(expected);
        Replay<String> replay = runs.replay(runs.recording(id), programs.named("acts"));
        assertThat(replay.divergence()).as("%s", id).isEmpty();
        assertThat(replay.lived()).isZero();
      }
      assertThat(keyed).isEqualTo(whole.keyed());
      assertThat(written).isEqualTo(whole.written());
    }
  }
}
