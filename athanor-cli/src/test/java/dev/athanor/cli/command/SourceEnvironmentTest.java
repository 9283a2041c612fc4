package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceEnvironmentTest {
  @TempDir
  private Path folder;

  @Test
  void aPasswordIsLookedForInTheEnvironmentOfTheCommandAndNowhereElse() throws IOException {
    // Of this process PATH is set; of the command that is called here it is not.
    Files.writeString(folder.resolve("athanor.yaml"), """
        knowledge:
          sources: [{jdbc: 'jdbc:sqlite:shop.db', query: SELECT 1, id: key, passwordVariable: PATH}]
        """);

    for (String command : new String[]{"sync", "profile"}) {
      Result result = CommandLineUnderTest.in(folder).athanor(command);
      assertThat(result.err()).contains("the variable PATH is not set in the environment");
      assertThat(result.code()).isEqualTo(ExitCode.USER.number());
    }
  }
}
