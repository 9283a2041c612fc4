package dev.athanor.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.ApplicationProject;
import dev.athanor.cli.process.AthanorProcess.Ended;
import dev.athanor.journal.RunId;
import dev.athanor.json.Json;
import dev.athanor.simulator.Simulator;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An application that is measured in a process which is killed, and in others after it. */
class KilledApplicationTest {
  private static final int CASES = 30;
  private static final String ROUTE = "Say what it is about.";

  @TempDir
  private Path folder;
  private Simulator provider;
  private ApplicationProject project;

  @BeforeEach
  void begin() {
    provider = ApplicationProject.provider();
    project = ApplicationProject.of(folder, provider).evaluation()
        .write("evals/cases.jsonl",
            IntStream.range(0, CASES).mapToObj(i -> "{\"id\":\"c" + i + "\",\"input\":\"Hi " + i
                + "\",\"reference\":\"Hello\",\"metadata\":{\"tools\":[],\"relevant\":[\"rome.md\"]}}\n")
                .collect(Collectors.joining()));
  }

  @AfterEach
  void end() {
    provider.close();
  }

  private Ended athanor(String... arguments) throws Exception {
    return AthanorProcess.start(folder, arguments).end();
  }

  @Test
  void aKilledEvaluationGoesOnWithTheApplicationAsItWasAndItsTrialsReplayWithTheNetworkClosed()
      throws Exception {
    AthanorProcess running = AthanorProcess.start(folder, "eval", "run", "desk", "--run", "e1");
    while (running.process().isAlive() && provider.requests().size() < 15) {
      Thread.onSpinWait();
    }
    running.kill();
    int before = provider.requests().size();
    assertThat(before).isBetween(15, 2 * CASES - 1);

    project.settings(provider.baseUri() + "/v1", ROUTE, "Help, please.");
    assertThat(athanor("eval", "resume").err())
        .contains("the application example.travel.TravelDesk has changed since the experiment began");
    assertThat(provider.requests()).hasSize(before);

    project.settings(provider.baseUri() + "/v1", ROUTE, "Help.");
    Ended resumed = athanor("eval", "resume", "--json");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    JsonNode json = Json.parse(resumed.out());
    assertThat(json.at("/systems/0/trials/finished").asInt()).isEqualTo(CASES);
    assertThat(json.at("/systems/0/metrics/0/estimate/value").asDouble()).isEqualTo(1);
    // What was under way when it was killed is asked again: at most one step of each trial that was.
    assertThat(provider.requests()).hasSizeBetween(2 * CASES, 2 * CASES + 16);

    RunId trial = new RunId("e1").child(dev.athanor.journal.Path.parse("arm{desk}/case{c0}/repeat{0}/trial"));
    Ended replayed = athanor("replay", trial.value(), "--json");
    assertThat(Json.parse(replayed.out()).path("identical").asBoolean()).as(replayed.err()).isTrue();
    assertThat(replayed.err()).as("what an application prints is not the result")
        .contains("The desk is open.");
  }
}
