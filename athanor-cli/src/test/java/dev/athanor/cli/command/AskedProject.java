package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import java.nio.file.Path;

/**
 * A project that has read the handbook and answered one question.
 *
 * @param folder the project folder
 * @param shell calls commands in it
 * @param synced what the sync printed
 * @param answered what the question printed
 * @param run the question's run
 */
record AskedProject(Path folder, CommandLineUnderTest shell, String synced, String answered, String run) {
  /** Makes one in an empty folder. */
  static AskedProject in(Path folder) {
    Handbook.write(folder.resolve("docs"));
    CommandLineUnderTest shell = CommandLineUnderTest.in(folder);
    assertThat(shell.athanor("init", "--docs", "docs").code()).isZero();
    Result synced = shell.athanor("sync", "--json");
    assertThat(synced.code()).as(synced.err()).isZero();
    Result answered = shell.athanor("ask", "--json", Handbook.QUESTION);
    assertThat(answered.code()).as(answered.err()).isZero();
    return new AskedProject(folder, shell, synced.out(), answered.out(), answered.json().path("run")
        .asString());
  }
}
