package dev.athanor.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.process.AthanorProcess.Ended;
import dev.athanor.json.Json;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.script.ScriptFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A lab whose candidate is slow. */
class KilledLabTest {
  private static final int PEOPLE = 8;
  private static final int AT_ONCE = 16;

  @TempDir
  private Path folder;

  @Test
  void aKilledLabGoesOnWithWhatItHas() throws Exception {
    Files.writeString(folder.resolve("script.yaml"), """
        rules:
          - when: {model: slow}
            then: "Slowly: ${user}"
            delivery: {latency: 400ms}
          - then: "At once: ${user}"
        """);
    try (Simulator simulator =
        Simulator.start(SimulatorSettings.of(ScriptFile.read(folder.resolve("script.yaml"))))) {
      Files.writeString(folder.resolve("athanor.yaml"), """
          models:
            default: local:fast
            providers: {local: {baseUrl: '%s/v1', keyless: true, limits: {concurrent: 2}}}
          systems:
            echo: {kind: prompt}
          """.formatted(simulator.baseUri()));
      for (int i = 0; i < PEOPLE; i++) {
        assertThat(AthanorProcess.start(folder, "ask", "--system", "echo", "echo " + i).end().code())
            .isZero();
      }
      assertThat(simulator.requests()).hasSize(PEOPLE);
      AthanorProcess running =
          AthanorProcess.start(folder, "lab", "echo", "--set", "model=local:slow", "--name", "l1");
      while (running.process().isAlive() && simulator.requests().size() < PEOPLE + 2) {
        Thread.onSpinWait();
      }
      running.kill();
      assertThat(simulator.requests().size()).isBetween(PEOPLE + 2, 2 * PEOPLE - 1);

      Ended resumed = AthanorProcess.start(folder, "eval", "resume", "--json").end();

      assertThat(resumed.code()).as(resumed.err()).isZero();
      JsonNode json = Json.parse(resumed.out());
      assertThat(json.path("run").asString()).isEqualTo("l1");
      assertThat(json.at("/systems/2/trials/finished").asInt()).isEqualTo(PEOPLE);
      assertThat(json.at("/replayed/changed")).hasSize(PEOPLE);
      assertThat(json.at("/replayed/parted")).isEmpty();
      // What was under way when it was killed is asked again: at most as many as are asked at once.
      assertThat(simulator.requests().size()).isBetween(2 * PEOPLE, 2 * PEOPLE + AT_ONCE);
    }
  }
}
