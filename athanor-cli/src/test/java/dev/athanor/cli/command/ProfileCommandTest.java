package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ProfileCommandTest {
  @TempDir
  private Path folder;

  @BeforeEach
  void write() throws IOException {
    Handbook.write(folder.resolve("docs"));
    Handbook.file(folder.resolve("docs"), "copy.md", Files.readString(folder.resolve("docs/leave.md")));
    Handbook.file(folder.resolve("docs"), "<b>&'.md", "# Keys\n\nThe key is sk-abcdefghijklmnopqrstuvwx.\n");
    Handbook.file(folder.resolve("docs"), "broken.pdf", "%PDF-1.4\n");
    athanor("init", "--docs", "docs");
  }

  private Result athanor(String... arguments) {
    return CommandLineUnderTest.in(folder).athanor(arguments);
  }

  @Test
  void needsNoSyncAndEndsWithWhatToDo() {
    Result result = athanor("profile");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).startsWith("5 documents, ").contains(
        "1 that repeat others, 1 that can't be read",
        "copy.md = leave.md", "broken.pdf: the PDF ends before its content does", "What to do",
        "api-key 1 time in 1 document: take it out of the source");
    assertThat(folder.resolve(".athanor")).doesNotExist();
  }

  @Test
  void theJsonHasAllOfIt() {
    JsonNode json = athanor("profile", "--json").json();
    assertThat(json.propertyNames()).containsExactly("documents", "bytes", "characters", "tables", "spreads",
        "findings",
        "groups", "longest", "strangest", "empty", "boilerplate", "failed", "gaps", "passedOver", "advice");
    assertThat(json.at("/findings/masked:api-key/documents").asInt()).isEqualTo(1);
    assertThat(json.at("/groups/0/answers/source").asString()).isEqualTo("documents");
  }

  @Test
  void thePageNeedsNothingElseAndEscapesWhatDocumentsAreCalled() throws IOException {
    Result result = athanor("profile", "--html", "profile.html");
    String page = Files.readString(folder.resolve("profile.html"));
    assertThat(result.err()).contains("Wrote profile.html");
    assertThat(page).startsWith("<!doctype html>").contains("<svg", "&lt;b&gt;&amp;&#39;.md").doesNotContain(
        "<script",
        "http:", "https:", "src=", "<b>&'");
  }

  @Test
  void aPageThatCannotBeWrittenIsNamed() {
    Result result = athanor("profile", "--html", "no/such/folder.html");
    assertThat(result.code()).isEqualTo(ExitCode.USER.number());
    assertThat(result.err()).contains("the page can't be written to ", "name a file in a folder that exists");
  }

  @Test
  void documentsWithinFilesAreProfiledToo() throws IOException {
    Handbook.file(folder.resolve("exports"), "tickets.jsonl", """
        {"id": "a", "body": "The printer does not print."}
        {"id": "b", "body": "The lamp does not shine."}
        """);
    Files.writeString(folder.resolve("athanor.yaml"), """
        knowledge:
          sources:
            - records: exports
              id: id
              text: body
        """);
    Result result = athanor("profile");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).startsWith("2 documents, ");
  }

  @Test
  void aSecretIsNotInTheIndex() {
    assertThat(athanor("sync").code()).isZero();
    assertThat(athanor("search", "key").out()).contains("The key is [api-key].").doesNotContain("sk-abcdef");
  }
}
