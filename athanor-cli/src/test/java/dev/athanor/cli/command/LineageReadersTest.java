package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** To whom the passages of an answer are shown when their document has changed. */
class LineageReadersTest {
  @TempDir
  private Path folder;

  @Test
  void whatADocumentSaidForOthersIsNotShownToThoseWhoMayReadItToday() {
    Handbook.write(folder.resolve("docs"));
    Handbook.file(folder.resolve("docs"), "hr/wages.md", "The caretaker earns 2,345 florins in a month.\n");
    Handbook.readable(folder, "[anna]");
    CommandLineUnderTest shell = CommandLineUnderTest.in(folder);
    assertThat(shell.athanor("sync").code()).isZero();
    String run =
        shell.athanor("ask", "--json", "--as", "anna", "How much does the caretaker earn in a month?")
            .json().path("run").asString();

    Handbook.file(folder.resolve("docs"), "hr/wages.md", "The caretaker's wage is told by the office.\n");
    Handbook.readable(folder, "[everyone]");
    assertThat(shell.athanor("sync").code()).isZero();

    assertThat(shell.athanor("lineage", run).out()).contains("2,345");
    assertThat(shell.athanor("lineage", run, "--as", "anna").out()).contains("2,345");
    Result staff = shell.athanor("lineage", run, "--as", "staff");
    assertThat(staff.out()).isEmpty();
    assertThat(staff.err())
        .contains("Run " + run + " cites nothing that may be shown to those who are named.");
    assertThat(shell.athanor("lineage", run, "--json", "--as", "staff").out()).doesNotContain("2,345");
  }

  @Test
  void whatADocumentWasCalledAndWhereItWasForOthersIsNotShownToThoseWhoMayReadItToday() throws IOException {
    Path docs = folder.resolve("docs");
    Handbook.write(docs);
    Handbook.file(docs, "hr/merger.md", "# Offices\n\nThe office moves to the harbour in May.\n");
    Handbook.readable(folder, "[anna]");
    CommandLineUnderTest shell = CommandLineUnderTest.in(folder);
    assertThat(shell.athanor("sync").code()).isZero();
    String before = ask(shell, "anna");
    Files.move(docs.resolve("hr/merger.md"), docs.resolve("offices.md"));
    assertThat(shell.athanor("sync").out()).contains("1 renamed");
    String after = ask(shell, "staff");

    assertThat(shell.athanor("lineage", before).out()).contains("hr/merger.md", "is now called offices.md");
    assertThat(shell.athanor("lineage", before, "--as", "anna").out()).contains("harbour");
    assertThat(shell.athanor("lineage", before, "--as", "staff").out()).isEmpty();
    assertThat(shell.athanor("lineage", before, "--as", "staff", "--json").out()).doesNotContain("merger");
    assertThat(shell.athanor("lineage", after).out()).contains("was called hr/merger.md before");
    assertThat(shell.athanor("lineage", after, "--as", "staff").out()).contains("harbour", "offices.md")
        .doesNotContain("merger");
    assertThat(shell.athanor("lineage", after, "--as", "staff", "--json").out()).contains("harbour")
        .doesNotContain("merger");
  }

  private static String ask(CommandLineUnderTest shell, String reader) {
    return shell.athanor("ask", "--json", "--as", reader, "Where does the office move in May?").json()
        .path("run").asString();
  }

  @Test
  void aSearchThatFindsNothingNamesTheFilter() {
    Handbook.write(folder.resolve("docs"));
    Handbook.readable(folder, "[everyone]");
    CommandLineUnderTest shell = CommandLineUnderTest.in(folder);
    assertThat(shell.athanor("sync").code()).isZero();

    assertThat(shell.athanor("search", "--filter", "source:handbok", "caretaker").err())
        .contains(
            "Nothing was found among the documents that pass the filter source:handbok. Look whether some do");
  }
}
