package dev.athanor.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.json.Json;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SimulateProcessTest {
  @TempDir
  private Path folder;

  private Process simulate(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
            "dev.athanor.cli.Athanor", "simulate",
            "--port", "0"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).directory(folder.toFile()).start();
  }

  private static String ask(String uri) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(URI.create(uri + "/v1/chat/completions")).POST(
          HttpRequest.BodyPublishers
              .ofString("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"))
          .build(), HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  private static String errors(Process process) throws Exception {
    return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void itServesWhatTheScriptSaysUntilItIsStopped() throws Exception {
    Files.writeString(folder.resolve("s.yaml"), "rules: [{then: \"scripted ${user}\"}]");
    Process process = simulate("--script", "s.yaml", "--seed", "5");
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String first = out.readLine();
      assertThat(first).matches("OpenAI     http://127\\.0\\.0\\.1:[0-9]+/v1");
      String uri = first.replaceFirst("OpenAI +", "").replaceFirst("/v1$", "");
      assertThat(List.of(out.readLine(), out.readLine(), out.readLine())).containsExactly("Anthropic  " + uri,
          "Gemini     " + uri, "Ollama     " + uri);
      assertThat(ask(uri)).contains("scripted hi");
      process.toHandle().destroy(); // leaves its streams open, which the process itself would not
      assertThat(process.waitFor()).isEqualTo(143);
      assertThat(errors(process))
          .isEqualTo("Ctrl-C ends it.\nathanor: interrupted; the simulator has ended\n");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void itTellsProgramsWhereItListensAndSaysNothingElse() throws Exception {
    Process process = simulate("--json", "-q");
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      JsonNode told = Json.parse(out.readLine());
      assertThat(told.get("uri").stringValue())
          .matches(Pattern.compile("http://127\\.0\\.0\\.1:" + told.get("port")
              .intValue()));
      assertThat(ask(told.get("uri").stringValue())).contains("You said: hi");
      process.toHandle().destroy(); // leaves its streams open, which the process itself would not
      assertThat(process.waitFor()).isEqualTo(143);
      assertThat(errors(process)).isEqualTo("athanor: interrupted; the simulator has ended\n");
    } finally {
      process.destroyForcibly();
    }
  }
}
