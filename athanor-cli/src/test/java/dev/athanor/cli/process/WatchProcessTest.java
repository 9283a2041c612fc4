package dev.athanor.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.json.Json;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

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

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aSourceThatFailsIsALineOfJsonTooAndAWarning() throws Exception {
    Files.writeString(folder.resolve("athanor.yaml"),
        "knowledge:\n  sources:\n    - folder: wiki\n      every: 1 h\n");
    String reason = "The folder " + folder.resolve("wiki")
        + " of source \"documents\" does not exist. Create it, or name another one in athanor.yaml.";
    Process process =
        new ProcessBuilder(JavaCommand.athanor("sync", "--watch", "--json")).directory(folder.toFile())
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
      JsonNode failed = Json.parse(out.readLine());
      assertThat(failed.propertyNames()).containsExactly("source", "failedSources", "next");
      assertThat(failed.path("source").asString()).isEqualTo("documents");
      assertThat(failed.at("/failedSources/0/source").asString()).isEqualTo("documents");
      assertThat(failed.at("/failedSources/0/reason").asString()).isEqualTo(reason);
      assertThat(Instant.parse(failed.path("next").asString())).isAfter(Instant.now());
      assertThat(err.readLine()).startsWith("warning: source documents could not be synced: "
          + reason.substring(0, reason.length() - 1) + "; tried again ");
    } finally {
      process.destroyForcibly();
    }
  }
}
