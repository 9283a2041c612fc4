package dev.athanor.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.process.AthanorProcess.Ended;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.script.Script;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C and {@code kill} while a program is recorded: it decides how it ends, and the recording is whole. */
@Timeout(120)
class InterruptedRecordTest {
  @TempDir
  private Path folder;

  private final Simulator simulator = Simulator.start(SimulatorSettings.of(Script.agreeable()));

  @AfterEach
  void close() {
    simulator.close();
  }

  private static List<String> java(String main, String... arguments) {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
        .toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"), main));
    command.addAll(List.of(arguments));
    return command;
  }

  private Process record(List<String> program) throws Exception {
    List<String> command = java("dev.athanor.cli.Athanor", "record", "--name", "cut", "--");
    command.addAll(program);
    ProcessBuilder builder = new ProcessBuilder(Terminal.typed(command)).directory(folder.toFile())
        .redirectErrorStream(true);
    builder.environment().put("OPENAI_API_KEY", "sk-proj-0123456789abcdefghij");
    builder.environment().put("OPENAI_BASE_URL", simulator.baseUri() + "/v1");
    return builder.start();
  }

  private static List<String> asking(String... arguments) {
    return java("dev.athanor.cli.process.AskingProgram", arguments);
  }

  private static void await(BufferedReader out, String line) throws Exception {
    String read = out.readLine();
    while (read != null && !read.contains(line)) {
      read = out.readLine();
    }
    assertThat(read).as("a line with \"%s\"", line).isNotNull();
  }

  private void assertWhole(int exchanges) throws Exception {
    Ended runs = AthanorProcess.start(folder, "runs").end();
    assertThat(runs.out()).containsPattern("cut +done");
    assertThat(AthanorProcess.start(folder, "replay", "cut").end().out()).startsWith(
        "identical  run cut: " + exchanges + " step");
  }

  @Test
  void ctrlCEndsAProgramThatHasNoMindOfItsOwnAndIsPassedOn() throws Exception {
    Process process = record(asking("first", "wait"));
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      await(out, "waiting");
      ProcessHandle child = process.descendants().findFirst().orElseThrow();
      Terminal.interrupt(process);
      await(out, "recorded 1 exchange as run cut");
      assertThat(process.waitFor()).isEqualTo(130);
      assertThat(child.isAlive()).isFalse();
    }
    assertWhole(1);
  }

  @Test
  void aProgramThatTakesItsLeaveIsRecordedToItsEndAndItsCodeIsOurs() throws Exception {
    Process process = record(asking("graceful", "first", "wait"));
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      await(out, "waiting");
      Terminal.interrupt(process);
      await(out, "You said: goodbye");
      await(out, "recorded 2 exchanges as run cut");
      assertThat(process.waitFor()).isEqualTo(5);
    }
    assertWhole(2);
  }

  @Test
  void aProgramThatGoesOnAfterCtrlCIsEndedByTheSecond() throws Exception {
    Process process = record(asking("deaf", "first", "wait"));
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      await(out, "waiting");
      Terminal.interrupt(process);
      await(out, "warning: the program goes on after Ctrl-C; once more ends it");
      assertThat(process.isAlive()).isTrue();
      Terminal.interrupt(process);
      await(out, "recorded 1 exchange as run cut");
      assertThat(process.waitFor()).isEqualTo(143);
    }
    assertWhole(1);
  }

  @Test
  void whatEndsUsAloneEndsTheProgramAndWhatItHasStarted() throws Exception {
    List<String> script = new ArrayList<>(List.of("sh", "-c", "\"$@\"; echo after", "sh"));
    script.addAll(asking("first", "wait"));
    Process process = record(script);
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      await(out, "waiting");
      List<ProcessHandle> started = process.descendants().toList();
      assertThat(started).hasSize(2);
      Terminal.signal("TERM", Long.toString(process.pid()));
      await(out, "recorded 1 exchange as run cut");
      assertThat(process.waitFor()).isEqualTo(143);
      assertThat(started).noneMatch(ProcessHandle::isAlive);
    }
    assertWhole(1);
  }

  @Test
  void aTerminalThatIsClosedEndsBothAndKeepsTheRun() throws Exception {
    Process process = record(asking("first", "wait"));
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      await(out, "waiting");
      ProcessHandle child = process.descendants().findFirst().orElseThrow();
      Terminal.signal("HUP", "-" + process.pid());
      assertThat(process.waitFor()).isEqualTo(129);
      assertThat(child.isAlive()).isFalse();
    }
    assertWhole(1);
  }
}
