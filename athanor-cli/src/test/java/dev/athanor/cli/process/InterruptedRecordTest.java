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

  /** A program that is recorded, and has come to where it waits. */
  private final class Session implements AutoCloseable {
    final Process process;
    private final BufferedReader out;

    Session(List<String> program) throws Exception {
      List<String> command = JavaCommand.athanor("record", "--name", "cut", "--");
      command.addAll(program);
      ProcessBuilder builder = new ProcessBuilder(Terminal.typed(command)).directory(folder.toFile())
          .redirectErrorStream(true);
      builder.environment().put("OPENAI_API_KEY", "sk-proj-0123456789abcdefghij");
      builder.environment().put("OPENAI_BASE_URL", simulator.baseUri() + "/v1");
      process = builder.start();
      out = process.inputReader(StandardCharsets.UTF_8);
      says("waiting");
    }

    void says(String text) throws Exception {
      String read = out.readLine();
      while (read != null && !read.contains(text)) {
        read = out.readLine();
      }
      assertThat(read).as("a line with \"%s\"", text).isNotNull();
    }

    /** What it has started, all of which must be over when it is. */
    List<ProcessHandle> started() {
      return process.descendants().toList();
    }

    void ends(int code) throws Exception {
      assertThat(process.waitFor()).isEqualTo(code);
    }

    @Override
    public void close() throws java.io.IOException {
      process.destroyForcibly();
      out.close();
    }
  }

  private void assertWhole(int exchanges) throws Exception {
    Ended runs = AthanorProcess.start(folder, "runs").end();
    assertThat(runs.out()).containsPattern("cut +done");
    assertThat(AthanorProcess.start(folder, "replay", "cut").end().out()).startsWith(
        "identical  run cut: " + exchanges + " step");
  }

  @Test
  void ctrlCEndsAProgramThatHasNoMindOfItsOwnAndIsPassedOn() throws Exception {
    try (Session session = new Session(JavaCommand.asking("first", "wait"))) {
      List<ProcessHandle> started = session.started();
      Terminal.interrupt(session.process);
      session.says("recorded 1 exchange as run cut");
      session.ends(130);
      assertThat(started).hasSize(1).noneMatch(ProcessHandle::isAlive);
    }
    assertWhole(1);
  }

  @Test
  void aProgramThatTakesItsLeaveIsRecordedToItsEndAndItsCodeIsOurs() throws Exception {
    try (Session session = new Session(JavaCommand.asking("graceful", "first", "wait"))) {
      Terminal.interrupt(session.process);
      session.says("You said: goodbye");
      session.says("recorded 2 exchanges as run cut");
      session.ends(5);
    }
    assertWhole(2);
  }

  @Test
  void aProgramThatGoesOnAfterCtrlCIsEndedByTheSecond() throws Exception {
    try (Session session = new Session(JavaCommand.asking("deaf", "first", "wait"))) {
      Terminal.interrupt(session.process);
      session.says("warning: the program goes on after Ctrl-C; once more ends it");
      Terminal.interrupt(session.process);
      session.says("recorded 1 exchange as run cut");
      session.ends(143);
    }
    assertWhole(1);
  }

  @Test
  void whatEndsUsAloneEndsTheProgramAndWhatItHasStarted() throws Exception {
    List<String> script = new ArrayList<>(List.of("sh", "-c", "\"$@\"; echo after", "sh"));
    script.addAll(JavaCommand.asking("first", "wait"));
    try (Session session = new Session(script)) {
      List<ProcessHandle> started = session.started();
      Terminal.signal("TERM", Long.toString(session.process.pid()));
      session.says("recorded 1 exchange as run cut");
      session.ends(143);
      assertThat(started).hasSize(2).noneMatch(ProcessHandle::isAlive);
    }
    assertWhole(1);
  }

  @Test
  void aTerminalThatIsClosedEndsBothAndKeepsTheRun() throws Exception {
    try (Session session = new Session(JavaCommand.asking("first", "wait"))) {
      List<ProcessHandle> started = session.started();
      Terminal.signal("HUP", "-" + session.process.pid());
      session.ends(129);
      assertThat(started).hasSize(1).noneMatch(ProcessHandle::isAlive);
    }
    assertWhole(1);
  }
}
