package dev.athanor.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.process.AthanorProcess.Ended;
import dev.athanor.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An evaluation of a command that writes down each time that it is asked. */
class KilledEvaluationTest {
  private static final int CASES = 30;

  @TempDir
  private Path folder;

  private int asked() {
    try {
      Path calls = folder.resolve("calls");
      return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aKilledEvaluationGoesOnWithWhatItHas() throws Exception {
    Files.createDirectories(folder.resolve("evals"));
    Files.writeString(folder.resolve("athanor.yaml"), "");
    Files.writeString(folder.resolve("bot.sh"), "cat > /dev/null; echo asked >> calls; echo yes\n");
    Files.writeString(folder.resolve("evals/cases.jsonl"),
        IntStream.range(0, CASES).mapToObj(i -> "{\"input\":\"Q" + i
            + "\",\"reference\":\"yes\"}\n").collect(Collectors.joining()));
    Files.writeString(folder.resolve("evals/bot.yaml"),
        "dataset: cases.jsonl\nsystems: [{name: bot, command: [sh, bot.sh]}]\nscorers: [exact]\ngates: ['exact >= 1']\n");
    AthanorProcess running = AthanorProcess.start(folder, "eval", "run", "bot", "--run", "e1");
    while (running.process().isAlive() && asked() < 3) {
      Thread.onSpinWait();
    }
    running.kill();
    int before = asked();
    assertThat(before).isBetween(3, CASES - 1);

    Ended resumed = AthanorProcess.start(folder, "eval", "resume", "--json").end();

    assertThat(resumed.code()).as(resumed.err()).isZero();
    JsonNode json = Json.parse(resumed.out());
    assertThat(json.path("run").asString()).isEqualTo("e1");
    assertThat(json.at("/systems/0/trials/finished").asInt()).isEqualTo(CASES);
    // What was under way when it was killed is asked again: at most one trial for each core.
    assertThat(asked()).isBetween(CASES, CASES + Runtime.getRuntime().availableProcessors());
  }
}
