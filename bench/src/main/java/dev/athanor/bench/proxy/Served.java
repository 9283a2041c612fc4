package dev.athanor.bench.proxy;

import dev.athanor.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A command that serves in a process of its own until it is closed.
 *
 * @param process the process
 * @param out what it prints
 * @param told what it said when it was ready
 */
record Served(Process process, BufferedReader out, JsonNode told) implements AutoCloseable {
  /** Starts one, with the options that the launcher gives it. */
  static Served start(Path folder, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp",
            System.getProperty(
                "java.class.path"),
            "dev.athanor.cli.Athanor"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--json", "-q"));
    Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectError(
        ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    return new Served(process, out, Json.parse(String.valueOf(out.readLine())));
  }

  /** What it holds in memory now, in megabytes. */
  long megabytes() throws IOException {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      return lines.filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D",
              "")))
          .findFirst().orElse(0) / 1024;
    }
  }

  @Override
  public void close() throws IOException {
    process.toHandle().destroy(); // leaves its streams open
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    out.close();
  }
}
