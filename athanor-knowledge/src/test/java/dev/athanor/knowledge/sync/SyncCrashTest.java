package dev.athanor.knowledge.sync;

import static dev.athanor.knowledge.sync.Workplace.article;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.knowledge.ledger.Ledger;
import dev.athanor.knowledge.sync.Checkpoint.Step;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SyncCrashTest {

  private static final int MOST_STEPS = 400;

  @TempDir
  Path folder;

  @Test
  void a_sync_cut_off_at_any_point_leaves_the_old_snapshot_and_the_next_one_reaches_the_same_end() {
    Map<String, String> after = endWithoutACut();
    for (int cut = 0; cut < MOST_STEPS; cut++) {
      Workplace place = new Workplace(folder.resolve("cut" + cut));
      prepare(place);
      place.sync(new CountingEmbedder("counting-1"));
      Map<String, String> before = place.indexed();
      change(place);
      CountingEmbedder embedder = new CountingEmbedder("counting-1");
      Optional<Step> reached = cutOff(place, embedder, cut);
      if (reached.isEmpty()) {
        assertThat(place.indexed()).isEqualTo(after);
        assertThat(cut).as("steps that were cut at").isGreaterThan(10);
        return;
      }
      boolean committed = reached.get() == Step.COMMITTED || reached.get() == Step.SETTLED;
      assertThat(place.indexed()).as("what readers see after a cut at " + reached)
          .isEqualTo(committed ? after : before);
      SyncReport report = place.sync(embedder);
      assertThat(report.failed()).isEmpty();
      assertThat(place.indexed()).as("the end after a cut at " + reached).isEqualTo(after);
      assertThat(place.indexedChunks()).isEqualTo(report.chunks());
      checkNothingPending(place);
      int mostTimes = reached.get() == Step.EMBEDDED ? 2 : 1;
      assertThat(embedder.counts().values()).as("embedded after a cut at " + reached).allMatch(
          count -> count <= mostTimes);
    }
    throw new AssertionError("a sync of six documents has more than " + MOST_STEPS + " steps");
  }

  @Test
  void a_first_sync_cut_off_again_and_again_still_ends() {
    Workplace place = new Workplace(folder);
    prepare(place);
    CountingEmbedder embedder = new CountingEmbedder("counting-1");
    int cuts = 0;
    while (cutOff(place, embedder, cuts % 13).isPresent() && cuts < MOST_STEPS) {
      cuts++;
    }

    assertThat(cuts).isBetween(1, MOST_STEPS - 1);
    assertThat(place.indexed()).hasSize(4);
    checkNothingPending(place);
  }

  @ParameterizedTest
  @EnumSource(value = Step.class,
      names = {"KEPT", "RECORDED", "REMOVED", "COMMITTED"})
  void a_process_killed_at_a_step_leaves_nothing_that_the_next_sync_cannot_finish(Step step)
      throws Exception {
    Workplace place = new Workplace(folder);
    prepare(place);
    place.sync(new CountingEmbedder("counting-1"));
    Map<String, String> before = place.indexed();
    change(place);

    killAt(place, step);

    boolean committed = step == Step.COMMITTED || step == Step.SETTLED;
    assertThat(place.indexed().equals(before)).isEqualTo(!committed);
    SyncReport report = place.sync(new CountingEmbedder("counting-1"));
    assertThat(place.indexed()).containsOnlyKeys("changed.md", "kept.md", "new.md", "twin.md");
    assertThat(place.indexedChunks()).isEqualTo(report.chunks());
    checkNothingPending(place);
  }

  /** Starts a sync in another process that stops at every step until it is told to go on, and kills it at one. */
  private static void killAt(Workplace place, Step step) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process = new ProcessBuilder(java, "--enable-native-access=ALL-UNNAMED", "-cp",
        System.getProperty(
            "java.class.path"),
        SteppedSync.class.getName(), place.folder.toString()).redirectError(
            ProcessBuilder.Redirect.INHERIT)
        .start();
    try (BufferedReader steps = new BufferedReader(new InputStreamReader(process.getInputStream(),
        StandardCharsets.UTF_8))) {
      String reached = steps.readLine();
      assertThatThrownBy(() -> place.sync(new CountingEmbedder("counting-1"))).hasMessageStartingWith(
          "another sync is running (process " + process.pid());
      while (reached != null && !reached.equals(step.name())) {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        reached = steps.readLine();
      }
      assertThat(reached).isEqualTo(step.name());
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private Map<String, String> endWithoutACut() {
    Workplace place = new Workplace(folder.resolve("whole"));
    prepare(place);
    place.sync(new CountingEmbedder("counting-1"));
    change(place);
    place.sync(new CountingEmbedder("counting-1"));
    return place.indexed();
  }

  /** Runs a sync that fails at its {@code cut}-th step, and tells which one that was; nothing if it has fewer. */
  private static Optional<Step> cutOff(Workplace place, CountingEmbedder embedder, int cut) {
    AtomicInteger passed = new AtomicInteger();
    List<Step> reached = new ArrayList<>();
    Checkpoint cutter = step -> {
      if (passed.getAndIncrement() == cut) {
        reached.add(step);
        throw new CutOff();
      }
    };
    try {
      place.sync(embedder, cutter).run(List.of(place.source()), SyncOptions.STANDARD, SyncListener.SILENT);
    } catch (CutOff e) {
      assertThat(reached).hasSize(1);
    }
    return reached.stream().findFirst();
  }

  private static void checkNothingPending(Workplace place) {
    try (Ledger ledger = Ledger.open(Sync.ledgerFile(place.home), Workplace.CLOCK)) {
      assertThat(ledger.pending()).isEmpty();
      assertThat(ledger.leaving()).isEmpty();
    }
  }

  private static void prepare(Workplace place) {
    place.write("changed.md", article("coal")).write("gone.md", article("peat"))
        .write("kept.md", article("ore")).write(
            "twin.md", article("coal"));
  }

  private static void change(Workplace place) {
    place.write("changed.md", article("charcoal")).write("new.md", article("gas")).delete("gone.md");
  }

  private static final class CutOff extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
