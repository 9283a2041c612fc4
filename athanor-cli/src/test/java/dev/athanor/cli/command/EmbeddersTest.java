package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.script.Script;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other embedders than the shipped one, over HTTP, by the commands. */
class EmbeddersTest {
  private static final String QUESTION = "certificate";

  @TempDir
  private Path folder;
  private final Simulator simulator = Simulator.start(SimulatorSettings.of(Script.saying("Hello.")));
  private CommandLineUnderTest shell = CommandLineUnderTest.in(Path.of("."));

  @BeforeEach
  void writeTheHandbook() {
    Handbook.write(folder.resolve("docs"));
    shell = CommandLineUnderTest.in(folder);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private void project(String knowledge) {
    Handbook.file(folder, "athanor.yaml", """
        models:
          providers:
            local: {baseUrl: %s/v1, keyless: true}
            small: {baseUrl: %s, protocol: ollama, keyless: true}
            goo: {baseUrl: %s/v1beta, protocol: gemini, keyless: true}
            claude: {baseUrl: %s/v1, protocol: anthropic, keyless: true}
            keyed: {baseUrl: %s/v1, keyVariable: EMBEDDING_KEY}
        knowledge:
          sources:
            - folder: docs
        """.replace("%s", simulator.baseUri().toString()) + knowledge.indent(2));
  }

  private Result athanor(String... arguments) {
    Result result = shell.athanor(arguments);
    assertThat(result.code()).as(result.err()).isZero();
    return result;
  }

  private long asked(String path) {
    return simulator.requests().stream().filter(each -> each.path().equals(path)).count();
  }

  private List<String> found(String... arguments) {
    return athanor(arguments).json().path("hits").valueStream().map(hit -> hit.path("document").asString())
        .toList();
  }

  @Test
  void aModelOfAProviderEmbedsDocumentsAndQuestions() {
    project("""
        embedder: {model: "local:text-embedding-3-small", dimensions: 256}
        retrieval: {mode: dense, k: 1}
        """);
    assertThat(athanor("sync", "--json").json().path("added").intValue()).isEqualTo(3);
    assertThat(asked("/v1/embeddings")).isEqualTo(1);
    assertThat(found("search", "--json", "key to the archive in room 7"))
        .containsExactly("Räume & Schlüssel.md");
    assertThat(asked("/v1/embeddings")).isEqualTo(2);
    assertThat(athanor("sync", "--json").json().path("unchanged").intValue()).isEqualTo(3);
    assertThat(asked("/v1/embeddings")).as("a sync without news asks nobody").isEqualTo(2);
  }
}
