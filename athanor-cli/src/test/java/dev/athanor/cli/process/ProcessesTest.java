package dev.athanor.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.process.AthanorProcess.Ended;
import dev.athanor.journal.RunQuery;
import dev.athanor.journal.RunRecord;
import dev.athanor.journal.RunState;
import dev.athanor.json.Json;
import dev.athanor.knowledge.ledger.Ledger;
import dev.athanor.knowledge.sync.Sync;
import dev.athanor.store.journal.SqliteJournal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProcessesTest {
  private static final String QUESTION = "How many days of paid leave does an employee have?";

  private Path folder;

  @BeforeAll
  void project(@TempDir Path empty) throws Exception {
    folder = empty;
    Files.createDirectories(folder.resolve("docs"));
    Files.writeString(folder.resolve("docs/leave.md"), """
        # Leave

        Every employee has 28 days of paid leave a year. What is left can be taken until the end of March.
        """);
    assertThat(AthanorProcess.start(folder, "init", "--docs", "docs").end().code()).isZero();
    assertThat(AthanorProcess.start(folder, "sync").end().code()).isZero();
  }

  private JsonNode json(String... arguments) throws IOException, InterruptedException {
    Ended ended = AthanorProcess.start(folder, arguments).end();
    assertThat(ended.code()).as(ended.err()).isZero();
    return Json.parse(ended.out());
  }

  /** Looks often until something is so, while a process is alive. */
  private static boolean await(AthanorProcess process, BooleanSupplier condition) {
    while (process.process().isAlive()) {
      if (condition.getAsBoolean()) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  private List<RunRecord> running() {
    try (SqliteJournal journal = SqliteJournal.open(folder.resolve(".athanor/journal.db"))) {
      return journal.runs(new RunQuery(Optional.empty(), Optional.of(RunState.RUNNING), true, 10));
    }
  }

  /** Begins to answer a question and goes on only when its run is on record and not over. */
  private AthanorProcess inTheMiddleOfAQuestion() throws IOException, InterruptedException {
    while (true) {
      AthanorProcess asking = AthanorProcess.start(folder, "ask", QUESTION);
      if (await(asking, () -> !running().isEmpty())) {
        return asking;
      }
      asking.end();
    }
  }

  @Test
  void aQuestionOfAKilledProcessIsAnsweredByResume() throws Exception {
    inTheMiddleOfAQuestion().kill();
    List<RunRecord> left = running();
    assertThat(left).hasSize(1);
    String run = left.getFirst().id().value();
    JsonNode resumed = json("resume", "--json");
    assertThat(resumed.path("runs").path(0).path("run").asString()).isEqualTo(run);
    assertThat(resumed.path("runs").path(0).path("outcome").asString()).isEqualTo("answered");
    assertThat(json("show", run, "--json").path("output").path("answer").asString()).isEqualTo(
        "Every employee has 28 days of paid leave a year.");
    assertThat(json("resume", "--json").path("runs")).isEmpty();
  }

  @Test
  void aQuestionThatIsInterruptedSaysHowItGoesOn() throws Exception {
    AthanorProcess asking = inTheMiddleOfAQuestion();
    String run = running().getFirst().id().value();
    asking.process().destroy();
    Ended ended = asking.end();
    assertThat(ended.code()).isEqualTo(143);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .isEqualTo("athanor: interrupted; run " + run + " goes on with: athanor resume " + run
            + "\n");
    assertThat(json("resume", run, "--json").path("runs").path(0).path("outcome").asString()).isEqualTo(
        "answered");
  }

  @Test
  void aKilledSyncGoesOnWithWhatItHasEmbedded() throws Exception {
    Path other = Files.createDirectories(folder.resolve("large"));
    Path docs = Files.createDirectories(other.resolve("docs"));
    for (int i = 0; i < 200; i++) {
      Files.writeString(docs.resolve(i + ".md"), "# Room " + i + "\n\nRoom " + i + " has " + (i + 3)
          + " chairs and a window to the " + (i % 2 == 0 ? "north" : "south") + ".\n");
    }
    AthanorProcess.start(other, "init", "--docs", "docs").end();
    Path ledger = Sync.ledgerFile(other.resolve(".athanor/knowledge"));
    syncing(other, ledger).kill();
    Ended again = AthanorProcess.start(other, "sync", "--json").end();
    JsonNode report = Json.parse(again.out());
    assertThat(report.path("chunks").asInt()).isEqualTo(200);
    assertThat(report.path("embedded").asInt()).isLessThan(200);
    assertThat(report.path("failed")).isEmpty();
  }

  /** Begins to sync and goes on only when there is something in the ledger. */
  private static AthanorProcess syncing(Path project, Path ledger, String... options) {
    List<String> command = new ArrayList<>(List.of("sync"));
    command.addAll(List.of(options));
    AthanorProcess sync = AthanorProcess.start(project, command.toArray(String[]::new));
    assertThat(await(sync, () -> Files.exists(ledger) && recorded(ledger) > 0)).isTrue();
    return sync;
  }

  @Test
  void aSyncThatIsInterruptedSaysSoAsJsonToo() throws Exception {
    Path other = Files.createDirectories(folder.resolve("interrupted"));
    Path docs = Files.createDirectories(other.resolve("docs"));
    for (int i = 0; i < 200; i++) {
      Files.writeString(docs.resolve(i + ".md"), "# Desk " + i + "\n\nDesk " + i + " has " + (i + 3)
          + " drawers and stands in the " + (i % 2 == 0 ? "north" : "south") + ".\n");
    }
    AthanorProcess.start(other, "init", "--docs", "docs").end();
    AthanorProcess sync = syncing(other, Sync.ledgerFile(other.resolve(".athanor/knowledge")), "--json");
    sync.process().destroy();
    Ended ended = sync.end();
    assertThat(ended.code()).isEqualTo(143);
    String message = "interrupted; what is done so far is kept; go on with: athanor sync";
    assertThat(Json.parse(ended.out())).isEqualTo(Json.parse(
        "{\"error\":{\"code\":\"interrupted\",\"category\":\"user\",\"message\":\"" + message + "\"}}"));
    assertThat(ended.err()).endsWith("athanor: " + message + "\n");
  }

  private static int recorded(Path ledger) {
    try (Ledger opened = Ledger.open(ledger, InstantSource.system())) {
      return opened.entries().size();
    }
  }

  @Test
  void aSecondSyncSaysWhoIsSyncing() throws Exception {
    Path lock = folder.resolve(".athanor/knowledge/sync.lock");
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING)) {
      channel.lock();
      channel.write(ByteBuffer.wrap("process 4711 since noon".getBytes(StandardCharsets.UTF_8)));
      Ended refused = AthanorProcess.start(folder, "sync").end();
      assertThat(refused.code()).isEqualTo(3);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err()).contains("another sync is running (process 4711 since noon)",
          "Nothing was changed");
      assertThat(json("ask", "--json", QUESTION).path("outcome").asString()).isEqualTo("answered");
    }
  }

  @Test
  void aReplayInAnotherProcessIsIdentical() throws Exception {
    String run = json("ask", "--json", QUESTION).path("run").asString();
    JsonNode replay = json("replay", "--json", run);
    assertThat(replay.path("identical").asBoolean()).isTrue();
    assertThat(replay.path("lived").asInt()).isZero();
    assertThat(replay.path("digest")).isEqualTo(json("show", "--json", run).path("digest"));
  }

  @Test
  void aReaderThatGoesAwayCausesNoNoise() throws Exception {
    Process listing =
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
            System.getProperty("java.class.path"), "dev.athanor.cli.Athanor", "--help").start();
    listing.getInputStream().close();
    String err = new String(listing.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(listing.waitFor()).isEqualTo(141);
    assertThat(err).isEmpty();
  }

  @Test
  void theVersionLoadsNoLibrary() throws Exception {
    Ended ended = AthanorProcess.start(List.of("-verbose:class"), folder, "--version").end();
    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("\nathanor ").contains("dev.athanor.cli.version.Version").doesNotContain(
        "picocli", "tools.jackson", "org.apache.lucene", "org.sqlite", "ai.onnxruntime");
  }

  @Test
  void aListOfRunsLoadsNeitherTheIndexNorTheModel() throws Exception {
    Ended ended = AthanorProcess.start(List.of("-verbose:class"), folder, "runs").end();
    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("org.sqlite").doesNotContain("org.apache.lucene", "ai.onnxruntime",
        "org.apache.pdfbox", "org.apache.poi", "org.flywaydb");
  }

  @Test
  void aQuestionLoadsNoParserOfFiles() throws Exception {
    Ended ended = AthanorProcess.start(List.of("-verbose:class"), folder, "ask", QUESTION).end();
    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("org.apache.lucene").doesNotContain("org.apache.pdfbox",
        "org.apache.poi",
        "org.jsoup", "org.commonmark");
  }
}
