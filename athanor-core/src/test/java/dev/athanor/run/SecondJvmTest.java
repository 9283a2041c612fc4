package dev.athanor.run;

import static dev.athanor.run.RandomActs.Kind.RACES;
import static dev.athanor.run.RandomActs.Kind.WAITS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Entry;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.trail.BundleWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs are recorded here and replayed in another JVM, where nothing is but their bundles. */
class SecondJvmTest {
  private static final int JVMS = 8;
  @TempDir
  private Path folder;

  /** Steps in the order of a set that has none: it differs from JVM to JVM. */
  static final Program<String, String> UNORDERED =
      new Program<>("unordered", Codec.TEXT, Codec.TEXT, (run, _) -> {
        StringBuilder all = new StringBuilder();
        for (String item : Set.of("a", "b", "c", "d", "e", "f", "g", "h")) {
          all.append(run.step("item", Outside.none().operation(Effect.PURE, Act.Manner.ANSWERS), item));
        }
        return all.toString();
      });

  private List<String> replayElsewhere() throws IOException, InterruptedException {
    String java = ProcessHandle.current().info().command().orElseThrow();
    Process process = new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-cp", System.getProperty(
        "java.class.path"), ReplayBundles.class.getName(), folder.toString()).redirectErrorStream(true)
        .start();
    var _ = process.onExit().orTimeout(2, TimeUnit.MINUTES).whenComplete((_, hung) -> {
      if (hung != null) {
        process.destroyForcibly();
      }
    });
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.waitFor()).as("the other JVM, which is killed after 2 minutes, said %s", lines)
        .isZero();
    return lines;
  }

  @Test
  void whatRanHereReplaysThereToTheSameDigest() throws Exception {
    Map<String, String> digests = new LinkedHashMap<>();
    try (World world = new World()) {
      for (long seed = 1; seed <= 30; seed++) {
        ActedProgram programs = new ActedProgram(world);
        var _ = programs.of(new RandomActs(seed, RACES, WAITS).program());
        try (Kernel kernel = new Kernel()) {
          Life life = new Life(kernel, world, programs, RunOptions.PLAIN);
          var _ = life.liveOn(MortalJournal.immortal(kernel.store)).orElseThrow();
          new BundleWriter(kernel.store).write(Kernel.ID, folder.resolve(seed + ".bundle"));
          digests.put(Long.toString(seed), digest(kernel, Kernel.ID));
        }
      }
    }
    assertThat(replayElsewhere()).containsExactlyInAnyOrderElementsOf(digests.entrySet().stream().map(
        run -> run.getKey() + " identical " + run.getValue()).toList());
  }

  private static String digest(Kernel kernel, RunId run) {
    return kernel.entries(run).filter(Entry.Ended.class::isInstance)
        .map(ended -> ((Entry.Ended) ended).end().digest()
            .hex())
        .findFirst().orElseThrow();
  }

  @Test
  void theOrderOfASetThatHasNoneIsFoundOutThere() throws Exception {
    try (Kernel kernel = new Kernel()) {
      Program<String, String> live = new Program<>("unordered", Codec.TEXT, Codec.TEXT, (run, _) -> {
        StringBuilder all = new StringBuilder();
        for (String item : Set.of("a", "b", "c", "d", "e", "f", "g", "h")) {
          all.append(run.step("item", new ActedOperation(Effect.PURE, Act.Manner.ANSWERS, _ -> {}, (request,
              _) -> request), item));
        }
        return all.toString();
      });
      kernel.start(live, "in");
      assertThat(kernel.replay(Kernel.ID, UNORDERED).identical()).isTrue();
      new BundleWriter(kernel.store).write(Kernel.ID, folder.resolve("unordered.bundle"));
    }
    for (int jvm = 0; jvm < JVMS; jvm++) {
      String line = replayElsewhere().getFirst();
      if (line.startsWith("unordered diverged at item")) {
        return;
      }
      assertThat(line).startsWith("unordered identical");
    }
    throw new AssertionError("the set had the same order in " + JVMS + " JVMs");
  }
}
