package dev.athanor.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.athanor.cli.process.AthanorProcess.Ended;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.script.ScriptFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program on OpenAI's own client for Node, recorded and replayed. The client is no part of this build: see CONTRIBUTING.md. */
class NodeProgramTest {
  private static final Path NODE = Path.of("target", "node");

  @TempDir
  private Path folder;

  @Test
  void anAgentWithToolsIsReplayedAndItsChangedPromptNamed() throws Exception {
    assumeTrue(Files.isDirectory(NODE.resolve("node_modules/openai")),
        "the client is not installed; CONTRIBUTING.md says how");
    assumeTrue(hasNode(), "there is no node on the path");
    Path agent = NODE.resolve("agent.mjs"); // beside the modules, which is where Node looks for them
    Files.copy(resource("/node/agent.mjs"), agent, StandardCopyOption.REPLACE_EXISTING);
    String program = agent.toAbsolutePath().toString();
    Ended recorded;
    try (Simulator simulator = Simulator.start(SimulatorSettings.of(ScriptFile.read(resource(
        "/node/weather.yaml"))))) {
      String provider = "openai=" + simulator.baseUri() + "/v1";
      recorded =
          athanor(true, "record", "--name", "paris", "--to", provider, "--", "node", program, "Paris",
              "streamed");
      assertThat(recorded.out()).isEqualTo("It has Paris: 15 °C.\n");
      assertThat(recorded.err()).contains("recorded 2 exchanges as run paris");
      Ended fork =
          athanor(true, "replay", "paris", "--from", "2", "--model", "gpt-5", "--to", provider, "--", "node",
              program, "Paris", "streamed");
      assertThat(fork.out()).isEqualTo("It has Paris: 15 °C.\n");
    }
    assertThat(athanor(false, "show", "paris").out()).contains("get_weather({\"city\":\"Paris\"})",
        "It has Paris: 15 °C.");
    Ended again = athanor(false, "replay", "paris", "--", "node", program, "Paris", "streamed");
    assertThat(again.code()).isZero();
    assertThat(again.out()).isEqualTo(recorded.out());
    assertThat(again.err()).contains("2 of 2 recorded exchanges served, 0 never asked for");
    Ended other = athanor(false, "replay", "paris", "--", "node", program, "Rome", "streamed");
    assertThat(other.code()).isEqualTo(13);
    assertThat(other.err()).contains("BadRequestError: 400 athanor replay: this request is not on record")
        .contains("""
            most like exchange 1
              message 2 (user)
                - What is the weather in Paris?
                + What is the weather in Rome?
            """);
  }

  /** Calls it, with a key only where there is a provider. */
  private Ended athanor(boolean live, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp", System
                .getProperty("java.class.path"),
            "dev.athanor.cli.Athanor"));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile("athanor", ".out");
    Path err = Files.createTempFile("athanor", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().remove("OPENAI_API_KEY");
    if (live) {
      builder.environment().put("OPENAI_API_KEY", "sk-test-0123456789abcdef");
    }
    return new AthanorProcess(builder.start(), out, err).end();
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(Objects.requireNonNull(NodeProgramTest.class.getResource(name)).toURI());
  }

  private static boolean hasNode() throws InterruptedException {
    try {
      return new ProcessBuilder("node", "--version").redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
          .waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
