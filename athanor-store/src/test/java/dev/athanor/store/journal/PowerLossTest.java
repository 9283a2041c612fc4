package dev.athanor.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.error.AthanorException;
import dev.athanor.journal.Payload;
import dev.athanor.journal.RunId;
import dev.athanor.journal.RunState;
import dev.athanor.journal.Stamped;
import dev.athanor.json.Hash;
import dev.athanor.store.sqlite.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page cache outlives a killed process, so killing one proves nothing about the loss of power. Here a process is
 * watched, and at many moments the disk is given what was synced and a random part of the rest.
 */
@EnabledOnOs(value = OS.LINUX,
    disabledReason = "file operations are watched by LD_PRELOAD, which only Linux has")
final class PowerLossTest {
  private static final int ACKNOWLEDGEMENTS = 250;
  private static final int CUTS = 24;
  private static final long SEED = 20261102;

  @TempDir
  Path folder;

  @Test
  void whatWasAcknowledgedSurvivesTheLossOfPower() throws IOException, InterruptedException {
    DiskLog log = watch("FULL");
    List<DiskLog.Luck> lucks = List.of(DiskLog.Luck.values());
    Random random = new Random(SEED);
    for (int i = 0; i < CUTS; i++) {
      int cut = i == 0 ? log.size() : random.nextInt(log.size());
      DiskLog.Luck luck = lucks.get(random.nextInt(lucks.size()));
      long seed = random.nextLong();
      assertThat(losses(log, cut, luck, seed))
          .as("losses after a cut at %d of %d, %s, seed %d", cut, log.size(), luck,
              seed)
          .isEmpty();
    }
  }

  @Test
  void withoutSyncsTheSameTestFindsLosses() throws IOException, InterruptedException {
    DiskLog log = watch("OFF");
    Random random = new Random(SEED);
    int losing = 0;
    for (DiskLog.Luck luck : List.of(DiskLog.Luck.NOTHING, DiskLog.Luck.SOME, DiskLog.Luck.SOME_IN_PIECES)) {
      losing += losses(log, log.size(), luck, random.nextLong()).isEmpty() ? 0 : 1;
    }
    assertThat(losing).isEqualTo(3);
  }

  private Path root() {
    return folder.resolve("disk");
  }

  private Path acknowledgements() {
    return root().resolve("acknowledgements");
  }

  /** Runs a child until it has acknowledged enough, kills it, and returns what it did to its files. */
  private DiskLog watch(String sync) throws IOException, InterruptedException {
    Path library = PowerLossLibrary.compile(folder);
    Path log = folder.resolve("log");
    Files.createDirectories(root());
    Map<String, String> environment =
        Map.of("LD_PRELOAD", library.toString(), "POWERLOSS_DIR", root().toString(),
            "POWERLOSS_LOG", log.toString());
    try (ChildJvm child =
        ChildJvm.start(PowerLossChild.class, environment, root().resolve("project/store/journal.db")
            .toString(), acknowledgements().toString(), sync)) {
      for (int i = 0; i < ACKNOWLEDGEMENTS; i++) {
        child.line();
      }
      child.kill();
    }
    return DiskLog.read(log);
  }

  /** Cuts the power after so many operations, opens what is left, and compares it with what was acknowledged. */
  private List<String> losses(DiskLog log, int operation, DiskLog.Luck luck, long seed) throws IOException {
    Path disk = folder.resolve("after-" + operation + "-" + luck + "-" + seed);
    DiskLog.Cut cut = log.cut(root(), operation);
    cut.restore(luck, new Random(seed), disk);
    Set<String> told = cut.told(acknowledgements()).lines().collect(Collectors.toCollection(TreeSet::new));
    List<String> losses = new ArrayList<>();
    Path database = disk.resolve("project/store/journal.db");
    if (!told.isEmpty() && !Files.exists(database)) {
      return List.of("the database is gone");
    }
    try (SqliteJournal journal = SqliteJournal.open(database, InstantSource.system(), Settings.DURABLE.sync(
        Settings.Sync.OFF))) {
      journal.check().findings().forEach(finding -> losses.add("damaged: " + finding));
      Survey survey = new Survey(journal);
      for (String each : told) {
        String[] words = each.split(" ", -1);
        if (!survey.holds(words, told)) {
          losses.add("lost: " + each);
        }
      }
      losses.addAll(survey.halves());
    } catch (AthanorException e) {
      losses.add("unreadable: " + e.getMessage());
    }
    return losses;
  }

  /** A journal as its reader finds it. */
  private static final class Survey {
    private final SqliteJournal journal;
    private final Map<RunId, Set<String>> paths = new HashMap<>();

    Survey(SqliteJournal journal) {
      this.journal = journal;
    }

    private Set<String> paths(RunId run) {
      return paths.computeIfAbsent(run,
          id -> journal.entries(id, 0).stream().map(Stamped::entry).map(entry -> entry
              .path().value()).collect(Collectors.toSet()));
    }

    /** Whether what was acknowledged is there. */
    boolean holds(String[] words, Set<String> told) throws IOException {
      return switch (words[0]) {
        case "opened" -> true;
        case "run" -> isDeletedSoon(words[1], told) || journal.find(new RunId(words[1])).isPresent();
        case "entry" -> isDeletedSoon(words[1], told) || paths(new RunId(words[1])).contains(words[2]);
        case "state" ->
            isDeletedSoon(words[1], told) || isIn(RunState.valueOf(words[2]), words[1]);
        case "deleted" -> journal.find(new RunId(words[1])).isEmpty();
        case "part" -> Hash.of(journal.part(new Hash(words[1]))).hex().equals(words[1]);
        case "file" -> {
          try (InputStream stream =
              journal.open(new Payload(new Hash(words[1]), Long.parseLong(words[2]), ""))) {
            yield stream.readAllBytes().length == Long.parseLong(words[2]);
          }
        }
        case "memo" -> journal.memo(new Hash(words[1])).isPresent();
        default -> throw new IllegalStateException("an unknown acknowledgement: " + String.join(" ", words));
      };
    }

    /** Every fourth brief run is deleted when it is over, perhaps before that is acknowledged. */
    private static boolean isDeletedSoon(String run, Set<String> told) {
      return told.contains("deleted " + run)
          || (told.contains("state " + run + " DONE") && brief(run) % 4 == 0);
    }

    /** A brief run with an odd number goes on waiting; the others are driven again and may be anywhere up to their end. */
    private boolean isIn(RunState state, String run) {
      RunState found = journal.find(new RunId(run)).orElseThrow().state();
      return found == state || (state == RunState.WAITING && brief(run) % 2 == 0);
    }

    private static int brief(String run) {
      return Integer.parseInt(run.substring("brief-".length()));
    }

    /** Pairs of which one is there without the other. */
    List<String> halves() {
      List<String> halves = new ArrayList<>();
      paths.forEach((run, found) -> found.stream().filter(path -> path.startsWith("pair/")).forEach(path -> {
        String other = path.substring(0, path.length() - 1) + (path.endsWith("a") ? "b" : "a");
        if (!found.contains(other)) {
          halves.add("half: " + run + " has " + path + " without " + other);
        }
      }));
      return halves;
    }
  }
}
