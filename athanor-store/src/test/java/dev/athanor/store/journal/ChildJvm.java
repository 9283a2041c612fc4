package dev.athanor.store.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JVM of its own, on this one's class path, that tells what it does line by line. */
final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader lines;

  private ChildJvm(Process process) {
    this.process = process;
    this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static ChildJvm start(Class<?> main, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp",
            System.getProperty(
                "java.class.path"),
            main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    return new ChildJvm(builder.start());
  }

  /** The next thing it tells. */
  String line() throws IOException {
    String line = lines.readLine();
    if (line == null) {
      throw new IOException("the child ended with exit code " + process.onExit().join().exitValue()
          + "; what it wrote to its error stream stands above");
    }
    return line;
  }

  /** Reads until it tells this. */
  void await(String told) throws IOException {
    String line = line();
    while (!line.equals(told)) {
      line = line();
    }
  }

  /** What it has still told, once it is dead. */
  List<String> rest() throws IOException {
    return lines.lines().toList();
  }

  /** Tells it something. */
  void tell(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** SIGKILL; what it has told so far can still be read. */
  void kill() {
    // The process itself would close the stream.
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  /** Sends a signal by name. */
  void signal(String name) throws IOException, InterruptedException {
    int exit =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IOException("kill -" + name + " failed with exit code " + exit);
    }
  }

  @Override
  public void close() {
    kill();
    process.destroyForcibly();
  }
}
