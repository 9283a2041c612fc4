package dev.athanor.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class WatchProcessTest {
  @TempDir
  private Path folder;

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void itTellsOfEachSyncAsItEndsAlsoWhereNoTerminalIs() throws Exception {
    Files.writeString(Files.createDirectory(folder.resolve("docs")).resolve("oil.md"),
        "The lathe needs oil.\n");
    Files.writeString(folder.resolve("athanor.yaml"),
        "knowledge:\n  sources:\n    - folder: docs\n      every: 1 h\n");
    Process process = new ProcessBuilder(JavaCommand.athanor("sync", "--watch")).directory(folder.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine())
          .startsWith("documents: 1 document added, 0 changed, 0 unchanged, 0 deleted; next ");
    } finally {
      process.destroyForcibly();
    }
  }
}
