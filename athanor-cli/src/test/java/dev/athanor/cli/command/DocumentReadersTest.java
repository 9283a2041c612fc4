package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** To whom the past of a document is shown. */
class DocumentReadersTest {
  @TempDir
  private Path folder;

  @Test
  void whereADocumentWasAndWhatItWasCalledIsNotShownToThoseWhoMayReadItToday() throws IOException {
    Path docs = folder.resolve("docs");
    Handbook.write(docs);
    Handbook.file(docs, "hr/merger.md", "# Offices\n\nThe office moves to the harbour.\n");
    Handbook.readable(folder, "[anna]");
    CommandLineUnderTest shell = CommandLineUnderTest.in(folder);
    assertThat(shell.athanor("sync").code()).isZero();
    Files.move(docs.resolve("hr/merger.md"), docs.resolve("offices.md"));
    assertThat(shell.athanor("sync").out()).contains("1 renamed");
    Handbook.file(docs, "offices.md", "# Offices\n\nThe office has moved to the harbour.\n");
    assertThat(shell.athanor("sync").code()).isZero();
    Handbook.file(docs, "offices.md", "# Offices\n\nThe office is at the harbour.\n");
    assertThat(shell.athanor("sync").code()).isZero();

    JsonNode whole = shell.athanor("document", "show", "offices.md", "--json").json();
    JsonNode shown = shell.athanor("document", "show", "offices.md", "--json", "--as", "staff").json();

    assertThat(whole.path("versions").size()).isGreaterThan(1);
    assertThat(shown.path("versions")).hasSize(1);
    assertThat(shown.path("versions").path(0).path("version")).isEqualTo(shown.path("version"));
    assertThat(shown.path("text").asString()).contains("is at the harbour");
    assertThat(shell.athanor("document", "show", "offices.md", "--as", "staff").out())
        .contains("version ").doesNotContain("merger", " until ");
  }

  @Test
  void aRecordThatNamesNoReaderIsShownToBeForNobodyAndAMisspeltFieldStopsTheSync() throws IOException {
    Handbook.file(folder.resolve("exports"), "tickets.jsonl", """
        {"id": "a", "body": "The printer does not print.", "may": null}
        {"id": "b", "body": "The lamp does not shine.", "may": "it"}
        """);
    CommandLineUnderTest shell = CommandLineUnderTest.in(folder);
    records("mayy");
    assertThat(shell.athanor("sync").err())
        .contains("no record has a field \"mayy\" (the nearest are may, ", "Nothing was changed.");
    records("may");
    assertThat(shell.athanor("sync").code()).isZero();

    assertThat(shell.athanor("document", "show", "a").out()).contains(", for nobody");
    assertThat(shell.athanor("document", "show", "b").out()).contains(", for it");
  }

  private void records(String readers) throws IOException {
    Files.writeString(folder.resolve("athanor.yaml"), "knowledge:\n  sources:\n"
        + "    - {records: exports, id: id, text: body, readersFrom: " + readers + "}\n");
  }

  @Test
  void theFormerNameOfADocumentIsForTheOperator() throws IOException {
    Path docs = folder.resolve("docs");
    Handbook.write(docs);
    Handbook.file(docs, "hr/merger.md", "# Offices\n\nThe office moves to the harbour.\n");
    Files.writeString(folder.resolve("athanor.yaml"), "knowledge:\n  sources:\n    - folder: docs\n");
    CommandLineUnderTest shell = CommandLineUnderTest.in(folder);
    assertThat(shell.athanor("sync").code()).isZero();
    Files.move(docs.resolve("hr/merger.md"), docs.resolve("offices.md"));
    assertThat(shell.athanor("sync").out()).contains("1 renamed");

    assertThat(shell.athanor("document", "show", "offices.md").out())
        .contains("was called hr/merger.md before");
    assertThat(shell.athanor("documents", "--json").out()).contains("merger");
    assertThat(shell.athanor("document", "show", "offices.md", "--as", "staff").out())
        .contains("The office moves to the harbour").doesNotContain("merger");
    assertThat(shell.athanor("document", "show", "offices.md", "--json", "--as", "staff").out())
        .doesNotContain("merger");
    assertThat(shell.athanor("documents", "--json", "--as", "staff").out()).contains("offices.md")
        .doesNotContain("merger");
    assertThat(shell.athanor("document", "show", "hr/merger.md").err())
        .contains("it is called offices.md now");
    assertThat(shell.athanor("document", "show", "hr/merger.md", "--as", "staff").err())
        .contains("there is no document \"hr/merger.md\"").doesNotContain("is called");
  }
}
