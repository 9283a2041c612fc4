package dev.athanor.simulator;

import static dev.athanor.simulator.Client.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.athanor.json.Json;
import dev.athanor.simulator.script.ScriptFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The simulator as OpenAI's and Anthropic's own clients for Node see it. They are no part of this build: see CONTRIBUTING.md. */
class OfficialClientsTest {
  private static final Path NODE = Path.of("target", "node");

  @Test
  void theyStreamCallToolsGetJsonAndKnowTheErrors() throws Exception {
    assumeTrue(Files.isDirectory(NODE.resolve("node_modules/openai")) && Files.isDirectory(NODE.resolve(
        "node_modules/@anthropic-ai/sdk")), "the clients are not installed; CONTRIBUTING.md says how");
    assumeTrue(hasNode(), "there is no node on the path");

    JsonNode seen = seen();
    String hello = "Hello, hello!";
    assertThat(seen.get("chat").toString())
        .isEqualTo(json("{'text':'" + hello + "','finish':'stop','tokens':8}"));
    assertThat(seen.get("chatStream").toString())
        .isEqualTo(json("{'text':'" + hello + "','pieces':4,'tokens':8}"));
    assertThat(seen.get("chatTools").toString()).isEqualTo(json(
        "{'name':'get_weather','arguments':{'city':'Paris'},'finish':'tool_calls','text':'It has 21 °C.'}"));
    assertThat(seen.get("responses").toString()).isEqualTo(json("{'text':'" + hello
        + "','next':'second','status':'completed'}"));
    assertThat(seen.get("responsesStream").toString()).isEqualTo(json("{'text':'" + hello
        + "','last':'response.completed'}"));
    assertThat(seen.get("responsesTools").toString())
        .isEqualTo(json("{'name':'get_weather','arguments':{'city':'Paris'}}"));
    assertThat(seen.get("message").toString())
        .isEqualTo(json("{'text':'" + hello + "','stop':'end_turn','output':4}"));
    assertThat(seen.get("messageStream").toString())
        .isEqualTo(json("{'text':'" + hello + "','deltas':4,'output':4}"));
    assertThat(seen.get("messageTools").toString()).isEqualTo(json(
        "{'name':'get_weather','input':{'city':'Paris'},'stop':'tool_use','text':'It has 21 °C.'}"));
    assertThat(seen.get("chatStructured")).isEqualTo(seen.get("messageStructured"))
        .isEqualTo(Json.object().put("city",
            "Paris"));
    assertThat(seen.get("embeddings").toString()).isEqualTo(json("{'count':2,'dimensions':4}"));
    assertThat(seen.get("models").intValue()).isEqualTo(2);
    assertThat(seen.get("messageCount").intValue()).isEqualTo(5);
    assertThat(seen.get("retried").stringValue()).isEqualTo("Hello, flaky!");
    errors(seen.get("errors"));
  }

  private static void errors(JsonNode errors) {
    assertThat(errors.get("openaiKey").toString()).contains("AuthenticationError", "401", "invalid_api_key");
    assertThat(errors.get("openaiModel").toString()).contains("NotFoundError", "404", "model_not_found");
    assertThat(errors.get("openaiRequest").toString()).contains("BadRequestError", "400");
    assertThat(errors.get("openaiRate").toString()).contains("RateLimitError", "429", "rate_limit_exceeded");
    assertThat(errors.get("openaiServer").toString()).contains("InternalServerError", "500");
    assertThat(errors.get("anthropicKey").toString()).contains("AuthenticationError", "401",
        "authentication_error");
    assertThat(errors.get("anthropicModel").toString()).contains("NotFoundError", "404", "not_found_error");
    assertThat(errors.get("anthropicRate").toString()).contains("RateLimitError", "429", "rate_limit_error");
    assertThat(errors.get("anthropicServer").toString()).contains("InternalServerError", "500", "api_error");
    assertThat(errors.get("anthropicReset").toString()).contains("AnthropicError");
  }

  private static JsonNode seen() throws IOException, InterruptedException, URISyntaxException {
    Path program = NODE.resolve("clients.mjs"); // beside the modules, which is where Node looks for them
    Files.copy(resource("/node/clients.mjs"), program, StandardCopyOption.REPLACE_EXISTING);
    try (Simulator simulator =
        Simulator.start(SimulatorSettings.of(ScriptFile.read(resource("/node/script.yaml"))))) {
      Process node =
          new ProcessBuilder("node", program.toString(), simulator.baseUri().toString()).redirectError(
              ProcessBuilder.Redirect.INHERIT).start();
      String out = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(node.waitFor()).isZero();
      return Json.parse(out);
    }
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(Objects.requireNonNull(OfficialClientsTest.class.getResource(name)).toURI());
  }

  private static boolean hasNode() throws InterruptedException {
    try {
      return new ProcessBuilder("node", "--version").redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
          .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
