package dev.athanor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandTree;
import dev.athanor.cli.command.Surroundings;
import dev.athanor.cli.terminal.CapturedStreams;
import dev.athanor.cli.terminal.Keyboard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README says is so. Tests run in the module's folder. */
class ReadmeTest {
  private static final Path README = Path.of("../README.md");

  @Test
  void everyCommandThatItNamesIsOne() throws IOException {
    Set<String> named = new TreeSet<>();
    Pattern.compile("\\./athanor (?:-C \\S+ )?([a-z]+)").matcher(Files.readString(README)).results().forEach(
        match -> named.add(match.group(1)));
    assertThat(named).contains("demo", "init", "sync", "ask", "show", "replay", "fork", "doctor");
    for (String command : named) {
      CapturedStreams captured = new CapturedStreams();
      int code =
          new CommandTree(new Surroundings(captured.piped(), Keyboard.none(), Path.of(""), "athanor", () -> {
            // The help connects to nothing.
          })).execute(command, "--help");
      assertThat(code).as(command).isZero();
    }
  }

  @Test
  void everyFileThatItLinksToIsThere() throws IOException {
    assertThat(
        Pattern.compile("]\\(([^)#:]+)\\)").matcher(Files.readString(README)).results().map(match -> match
            .group(1)))
        .isNotEmpty().allSatisfy(link -> assertThat(README.resolveSibling(link)).exists());
  }
}
