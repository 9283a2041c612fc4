package dev.athanor.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.script.ScriptFile;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatProcessTest {
  @TempDir
  private Path folder;

  /** As at a terminal: both streams are said to be one. */
  private Process chat(String uri) throws Exception {
    Files.writeString(folder.resolve("athanor.yaml"), """
        knowledge: {sources: [{folder: .}]}
        models: {providers: {local: {baseUrl: %s/v1}}}
        systems: {chat: {kind: prompt, model: "local:m"}}
        """.formatted(uri));
    List<String> command = new ArrayList<>(hearing());
    command.addAll(
        List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED", "-Dathanor.stdin=terminal", "-Dathanor.stdout=terminal",
            "-cp", System
                .getProperty("java.class.path"),
            "dev.athanor.cli.Athanor", "--color", "never", "chat", "--system", "chat"));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(folder.resolve("err").toFile())
            .start();
    // Without an end of it, who waits for its output would wait for ever.
    CompletableFuture.delayedExecutor(2, TimeUnit.MINUTES).execute(process::destroyForcibly);
    return process;
  }

  /** Tests that run in the background are deaf for Ctrl-C, and so are their children, unless something helps. */
  private static List<String> hearing() throws Exception {
    List<String> helped = List.of("env", "--default-signal=INT");
    List<String> attempt = new ArrayList<>(helped);
    attempt.add("true");
    return new ProcessBuilder(attempt).redirectErrorStream(true).start().waitFor() == 0 ? helped : List.of();
  }

  private static String until(String end, Reader out) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(end) < 0) {
      int c = out.read();
      if (c < 0) {
        throw new AssertionError("the output ended without \"" + end + "\": " + read);
      }
      read.append((char) c);
    }
    return read.toString();
  }

  private static void type(Writer in, String line) throws IOException {
    in.write(line + "\n");
    in.flush();
  }

  @Test
  void anInterruptionStopsTheAnswerAndNotTheChat() throws Exception {
    Files.writeString(folder.resolve("script.yaml"),
        """
            rules:
              - when: {user: slowly}
                then: First, second, third, fourth.
                delivery: {tokens_per_second: 0.01}
              - then: "Answer ${turn} to ${user}."
            """);
    try (Simulator simulator =
        Simulator.start(SimulatorSettings.of(ScriptFile.read(folder.resolve("script.yaml"))))) {
      Process process = chat(simulator.baseUri().toString());
      try (Reader out = process.inputReader(StandardCharsets.UTF_8);
          Writer in = process.outputWriter(StandardCharsets.UTF_8)) {
        until("chat> ", out);
        type(in, "slowly");
        until("First", out);
        assertThat(
            new ProcessBuilder(List.of("kill", "-INT", Long.toString(process.pid()))).start().waitFor())
            .isZero();
        assertThat(until("chat> ", out)).contains("(stopped; the question is forgotten)");
        type(in, "you");
        assertThat(until("chat> ", out)).contains("Answer 1 to you.");
        assertThat(
            new ProcessBuilder(List.of("kill", "-INT", Long.toString(process.pid()))).start().waitFor())
            .isZero();
        until("chat> ", out);
        type(in, "me");
        assertThat(until("chat> ", out)).contains("Answer 2 to me.");
        type(in, "/quit");
        assertThat(process.waitFor()).isZero();
      } finally {
        process.destroyForcibly();
      }
      assertThat(Files.readString(folder.resolve("err"))).contains("Talking with chat (prompt).",
          "Ctrl-D or /quit ends the chat.");
    }
  }
}
