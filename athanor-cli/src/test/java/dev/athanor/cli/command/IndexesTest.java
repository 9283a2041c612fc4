package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several indexes over the same documents. */
class IndexesTest {
  private static final String QUESTION = "certificate";

  @TempDir
  private Path folder;
  private CommandLineUnderTest shell = CommandLineUnderTest.in(Path.of("."));

  @BeforeEach
  void readTheHandbookIntoTwoIndexes() throws IOException {
    Handbook.write(folder.resolve("docs"));
    shell = CommandLineUnderTest.in(folder);
    Files.writeString(folder.resolve("athanor.yaml"), """
        knowledge:
          sources:
            - folder: docs
          indexes:
            small:
              chunking: {chunk: 16, section: 16}
              retrieval: {k: 1}
        """);
  }

  private Result athanor(String... arguments) {
    Result result = shell.athanor(arguments);
    assertThat(result.code()).as(result.err()).isZero();
    return result;
  }

  @Test
  void aSyncBringsAllIndexesInStepAndEachHasItsOwnChunks() throws IOException {
    Result synced = athanor("sync", "--json");
    assertThat(synced.json().path("added").intValue()).isEqualTo(3);
    assertThat(synced.json().at("/indexes/small/added").intValue()).isEqualTo(3);
    assertThat(synced.json().at("/indexes/small/chunks").intValue())
        .isGreaterThan(synced.json().path("chunks").intValue());
    Files.delete(folder.resolve("docs/travel.txt"));
    Files.writeString(folder.resolve("docs/leave.md"), "\nA badge is blue.\n", StandardOpenOption.APPEND);
    assertThat(athanor("sync").out()).contains(
        "index main\n  0 documents added, 1 changed, 1 unchanged, 1 deleted",
        "index small\n  0 documents added, 1 changed, 1 unchanged, 1 deleted");
    assertThat(athanor("search", "--index", "small", "--json", "badge").json().at("/hits/0/text").asString())
        .contains("badge is blue");
    assertThat(athanor("sync").out())
        .contains("index small\n  0 documents added, 0 changed, 2 unchanged, 0 deleted");
  }

  @Test
  void eachIndexIsSearchedInItsOwnWay() {
    athanor("sync");
    assertThat(athanor("search", "--json", QUESTION).json().path("hits").size()).isGreaterThan(1);
    Result small = athanor("search", "--index", "small", "--json", QUESTION);
    assertThat(small.json().path("hits").size()).isEqualTo(1);
    assertThat(small.json().at("/hits/0/document").asString()).isEqualTo("leave.md");
  }

  @Test
  void aRunIsPinnedToTheSnapshotOfItsIndexAndIsReplayed() {
    athanor("sync");
    Result asked = athanor("ask", "--index", "small", "--json", Handbook.QUESTION);
    String run = asked.json().path("run").asString();
    Result shown = athanor("show", "--json", run);
    assertThat(shown.json().at("/pinned/index").asString()).isEqualTo("small");
    assertThat(shown.json().at("/pinned/snapshot").asString())
        .isEqualTo(
            athanor("search", "--index", "small", "--json", QUESTION).json().path("snapshot").asString());
    assertThat(athanor("replay", run).out()).startsWith("identical  run " + run);
  }

  @Test
  void anIndexAloneIsMadeOfWhatWasLastRead() {
    Result early = shell.athanor("sync", "--index", "small");
    assertThat(early.code()).isEqualTo(ExitCode.USER.number());
    assertThat(early.err())
        .contains("no document was read yet, and an index beside the first one is made of what"
            + " was read for that; read the documents with: athanor sync");
    athanor("sync", "--index", "main");
    Result missing = shell.athanor("search", "--index", "small", QUESTION);
    assertThat(missing.err()).contains("nothing was synced into the index \"small\" yet");
    Handbook.file(folder.resolve("docs"), "new.md", "A new page.\n");
    assertThat(athanor("sync", "--index", "small", "--json").json().at("/indexes/small/added").intValue())
        .isEqualTo(3);
  }

  @Test
  void anotherChunkSizeCutsAnewWithoutReading() throws IOException {
    athanor("sync");
    Path file = folder.resolve("athanor.yaml");
    Files.writeString(file,
        Files.readString(file).replace("chunk: 16, section: 16", "chunk: 40, section: 80"));
    assertThat(athanor("sync").out()).contains("of the unchanged, 3 cut anew, since the chunker has changed");
  }

  @Test
  void whatIsWrongIsNamed() throws IOException {
    assertThat(shell.athanor("search", "--index", "smal", QUESTION).err())
        .contains("there is no index \"smal\" in athanor.yaml; nearest: small, main; define it there under"
            + " knowledge.indexes");
    assertThat(shell.athanor("sync", "--index", "small", "--dry-run").err())
        .contains("--index small is here beside --watch, --dry-run or --source");
    Path file = folder.resolve("athanor.yaml");
    String good = Files.readString(file);
    Files.writeString(file, good.replace("small:", "main:"));
    assertThat(shell.athanor("sync").err())
        .contains("knowledge.indexes.main is the index that knowledge itself");
    Files.writeString(file, good.replace("small:", "Small One:"));
    assertThat(shell.athanor("sync").err()).contains("\"Small One\" can't be the name of an index");
    Files.writeString(file, good.replace("section: 16", "section: 8"));
    assertThat(shell.athanor("sync").err())
        .contains("chunking has chunk 16 and section 8; expected at least 16");
  }
}
