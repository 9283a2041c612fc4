package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
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
