package dev.athanor.cli.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that runs one command.
 *
 * @param process the process itself
 * @param out the file that its stdout goes to
 * @param err the file that its stderr goes to
 */
record AthanorProcess(Process process, Path out, Path err) {
  /** Starts a command in a folder. */
  static AthanorProcess start(Path folder, String... arguments) {
    return start(List.of(), folder, arguments);
  }

  /** Starts a command in a folder, with options for the JVM. */
  static AthanorProcess start(List<String> options, Path folder, String... arguments) {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
        .toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.athanor.cli.Athanor"));
    command.addAll(List.of(arguments));
    return start(command, folder);
  }

  /** Runs a command that can write no file beyond so many kilobytes. */
  static Ended limited(int kilobytes, Path folder, String... arguments)
      throws InterruptedException, IOException {
    List<String> command = new ArrayList<>(List.of("bash", "-c", "ulimit -f \"$0\" && exec \"$@\"",
        Integer.toString(kilobytes)));
    command.addAll(JavaCommand.athanor(arguments));
    return start(command, folder).end();
  }

  private static AthanorProcess start(List<String> command, Path folder) {
    try {
      Path out = Files.createTempFile("athanor", ".out");
      Path err = Files.createTempFile("athanor", ".err");
      return new AthanorProcess(new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(out
          .toFile()).redirectError(err.toFile()).start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for its end. */
  Ended end() throws InterruptedException, IOException {
    int code = process.waitFor();
    Ended ended = new Ended(code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err,
        StandardCharsets.UTF_8));
    Files.delete(out);
    Files.delete(err);
    return ended;
  }

  /** Takes it away as the kernel does when memory is short: nothing more is run in it. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** How it ended. */
  record Ended(int code, String out, String err) {}
}
