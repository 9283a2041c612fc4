package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DocumentCommandsTest {
  @TempDir
  private Path folder;

  @Test
  void anAnswerLeadsBackToItsDocumentsAndSaysWhatHasBecomeOfThem() throws IOException {
    AskedProject project = AskedProject.in(folder);
    JsonNode first = json(project, "lineage", project.run()).path("citations").path(0);
    assertThat(first.path("document").asString()).isEqualTo("leave.md");
    assertThat(first.path("fate").asString()).isEqualTo("current");
    assertThat(first.path("made").propertyNames()).contains("location", "hash", "parser", "cleaning",
        "chunker",
        "embedder", "since");
    assertThat(first.path("made").path("location").asString()).endsWith("/docs/leave.md");
    assertThat(project.shell().athanor("lineage", "last").out()).contains("[1] leave.md version ",
        "still current",
        "read by markdown", "Every employee has 28 days of paid leave a year.");

    Path leave = folder.resolve("docs/leave.md");
    Files.writeString(leave, Files.readString(leave).replace("28 days", "30 days"));
    project.shell().athanor("sync");
    assertThat(project.shell().athanor("lineage", project.run()).out()).contains(
        "the document has changed since",
        "until s2-");

    Files.move(leave, folder.resolve("docs/holidays.md"));
    assertThat(project.shell().athanor("sync").out()).contains("1 renamed, 0 deleted");
    assertThat(project.shell().athanor("lineage", project.run()).out()).contains(
        "the document is now called holidays.md");
    assertThat(project.shell().athanor("document", "show", "holidays.md").out()).contains(
        "was called leave.md before");
    assertThat(project.shell().athanor("document", "show", "leave.md").err()).isEqualTo(
        "athanor: there is no document \"leave.md\"; it is called holidays.md now\n");
  }

  @Test
  void documentsAreListedByStateAndPatternAndShownWithWhatCitesThem() throws IOException {
    AskedProject project = AskedProject.in(folder);
    Files.writeString(folder.resolve("docs/broken.pdf"), "%PDF-1.4\n");
    project.shell().athanor("sync");

    assertThat(json(project, "documents").path("documents")).hasSize(4);
    JsonNode failed = json(project, "documents", "--state", "failed").path("documents");
    assertThat(failed).hasSize(1);
    assertThat(failed.path(0).path("document").asString()).isEqualTo("broken.pdf");
    assertThat(failed.path(0).path("reason").asString()).isNotBlank();
    Result listed = project.shell().athanor("documents", "l*.md");
    assertThat(listed.out()).contains("leave.md", "indexed").doesNotContain("broken.pdf");
    assertThat(listed.err()).isEqualTo("1 document of 4: 1 indexed\n");

    JsonNode shown = json(project, "document", "show", "leave.md");
    assertThat(shown.path("citedBy").path(0).asString()).isEqualTo(project.run());
    assertThat(shown.path("text").asString()).isEqualTo(Files.readString(folder.resolve("docs/leave.md")));
    assertThat(shown.path("chunkList").path(0).propertyNames()).containsExactly("chunk", "start", "end",
        "section");
    assertThat(shown.path("versions")).hasSize(1);
    assertThat(project.shell().athanor("document", "show", "leaf.md").err()).startsWith(
        "athanor: there is no document \"leaf.md\"; the nearest are leave.md");
    assertThat(project.shell().athanor("document").code()).isEqualTo(ExitCode.USAGE.number());
  }

  @Test
  void aDryRunSaysWhatASyncWouldDoAndWritesNothing() throws IOException {
    AskedProject project = AskedProject.in(folder);
    Files.writeString(folder.resolve("docs/new.md"), "# New\n\nNew.\n");
    Files.delete(folder.resolve("docs/leave.md"));
    Map<String, Long> before = files();

    Result told = project.shell().athanor("sync", "--dry-run");
    JsonNode json = json(project, "sync", "--dry-run");

    assertThat(files()).isEqualTo(before);
    assertThat(told.out()).contains("add     new.md", "delete  leave.md",
        "a sync would add 1, delete 1; 2 documents unchanged");
    assertThat(json.propertyNames()).containsExactly("documents", "counts", "unchanged", "refused",
        "restricted", "gaps");
    assertThat(json.path("documents").path(0).propertyNames()).containsExactly("document", "action",
        "detail");

    for (String name : json(project, "documents").path("documents").valueStream()
        .map(each -> each.path("document")
            .asString())
        .toList()) {
      Files.deleteIfExists(folder.resolve("docs").resolve(name));
    }
    assertThat(project.shell().athanor("sync", "--dry-run").err()).contains(
        "a sync would stop and change nothing, since 3 of 3 documents");
    assertThat(project.shell().athanor("sync").code()).isEqualTo(ExitCode.USER.number());
  }

  @Test
  void withoutASyncThereIsNothingToList() {
    Handbook.write(folder.resolve("docs"));
    CommandLineUnderTest shell = CommandLineUnderTest.in(folder);
    shell.athanor("init", "--docs", "docs");
    assertThat(shell.athanor("documents").err()).contains("nothing was synced in", "athanor sync");
    assertThat(shell.athanor("sync", "--dry-run").out())
        .contains("a sync would add 3; 0 documents unchanged");
    assertThat(folder.resolve(".athanor/knowledge")).doesNotExist();
  }

  private static JsonNode json(AskedProject project, String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--json";
    Result result = project.shell().athanor(all);
    assertThat(result.code()).as(result.err()).isZero();
    return result.json();
  }

  private Map<String, Long> files() throws IOException {
    Map<String, Long> files = new TreeMap<>();
    try (var walk = Files.walk(folder.resolve(".athanor/knowledge"))) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(file.toString(), Files.getLastModifiedTime(file).toMillis());
      }
    }
    return files;
  }
}
