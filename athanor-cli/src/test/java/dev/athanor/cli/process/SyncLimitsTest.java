package dev.athanor.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.process.AthanorProcess.Ended;
import dev.athanor.json.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A sync that meets a limit of its process or of the disk ends as it should, and the next one goes on. */
class SyncLimitsTest {
  private static final long TWO_GIGABYTES = 2L << 30;
  private static final int DOCUMENTS = 1_000;

  @TempDir
  private Path folder;

  @BeforeEach
  void project() throws IOException {
    Path docs = Files.createDirectories(folder.resolve("docs"));
    for (int i = 0; i < 3; i++) {
      Files.writeString(docs.resolve(i + ".md"),
          "# Room " + i + "\n\nRoom " + i + " has " + (i + 3) + " chairs.\n");
    }
  }

  private void settings(String more) throws IOException {
    Files.writeString(folder.resolve("athanor.yaml"), "knowledge:\n  sources: [{folder: docs}]\n" + more);
  }

  private Path huge(String name) throws IOException {
    Path file = folder.resolve("docs").resolve(name);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(TWO_GIGABYTES);
    }
    return file;
  }

  private JsonNode json(List<String> options, String... arguments) throws IOException, InterruptedException {
    Ended ended = AthanorProcess.start(options, folder, arguments).end();
    assertThat(ended.code()).as(ended.err()).isZero();
    return Json.parse(ended.out());
  }

  @Test
  void aFileOfTwoGigabytesIsANamedFailureAndTheRestGoesOn() throws Exception {
    settings("");
    huge("huge.md");
    JsonNode synced = json(List.of("-Xmx256m"), "sync", "--json");
    assertThat(synced.path("added").asInt()).isEqualTo(3);
    assertThat(synced.path("failed")).hasSize(1);
    assertThat(synced.at("/failed/0/document").asString()).isEqualTo("huge.md");
    assertThat(synced.at("/failed/0/reason").asString())
        .startsWith("the file has 2147 MB, more than the 100 MB that a document may have; split it");
  }

  @Test
  void whereTheLimitIsRaisedItIsTheMemoryThatEndsItAndTheRestGoesOn() throws Exception {
    settings("  maxFileSize: 3 GB\n");
    huge("huge.md");
    huge("huge.pdf");
    JsonNode synced = json(List.of("-Xmx256m"), "sync", "--json");
    assertThat(synced.path("added").asInt()).isEqualTo(3);
    assertThat(synced.path("failed")).hasSize(2).allSatisfy(each -> assertThat(each.path("reason").asString())
        .startsWith("the file needs more memory than there is; split it, exclude it"));
    assertThat(json(List.of(), "search", "--json", "chairs").path("hits")).hasSize(3);
  }

  /** No file may grow beyond so much, as when a disk is full: the ledger is refused half way. SQLite's library fits. */
  @Test
  void aDiskThatFillsEndsASyncWithItsNameAndTheNextOneGoesOn() throws Exception {
    settings("");
    JsonNode first = json(List.of(), "sync", "--json");
    // The same words in each: they are embedded once, and kept and indexed for each.
    for (int i = 0; i < DOCUMENTS; i++) {
      Files.writeString(folder.resolve("docs/copy-" + i + ".md"),
          "# Copy\n\nA copy has no chairs but many windows.\n");
    }
    Ended full = AthanorProcess.limited(1_700, folder, "sync");
    assertThat(full.code()).as(full.err()).isEqualTo(4);
    assertThat(full.out()).isEmpty();
    assertThat(full.err().lines().filter(line -> line.startsWith("athanor: "))).singleElement().asString()
        .contains(folder.resolve(".athanor/knowledge").toString()).containsAnyOf("disk", "room");
    assertThat(json(List.of(), "search", "--json", "chairs").path("snapshot").asString())
        .as("what was there can be searched").isEqualTo(first.path("snapshot").asString());

    assertThat(json(List.of(), "sync", "--json").path("failed")).isEmpty();
    assertThat(json(List.of(), "documents", "--json", "--state", "indexed").path("documents"))
        .hasSize(3 + DOCUMENTS);
    assertThat(json(List.of(), "search", "--json", "-k", "1", "windows").at("/hits/0/moreCopies").asInt())
        .isPositive();
  }

  @Test
  void whereNotEvenTheLibraryOfTheStoreFitsThatIsSaid() throws Exception {
    settings("");
    Ended full = AthanorProcess.limited(8, folder, "sync");
    assertThat(full.code()).as(full.err()).isEqualTo(4);
    assertThat(full.err()).contains("opening the store failed: Error opening connection (",
        "SQLite's library is unpacked into ",
        ": see that it can be written and has room, and try again");
  }
}
