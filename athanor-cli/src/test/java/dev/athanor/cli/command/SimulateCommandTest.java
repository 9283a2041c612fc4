package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import dev.athanor.cli.project.NewProject;
import dev.athanor.cli.project.Project;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.journal.Journal;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.run.Program;
import dev.athanor.run.Runs;
import dev.athanor.store.journal.SqliteJournal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the simulator says when it can't start. That it serves is tested in a process of its own. */
class SimulateCommandTest {
  @TempDir
  private Path folder;

  private Result simulate(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "simulate";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return CommandLineUnderTest.in(folder).athanor(all);
  }

  private static void refused(Result result, String... said) {
    assertThat(result.code()).isEqualTo(ExitCode.USER.number());
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("athanor: ").contains(said);
  }

  @Test
  void aBrokenScriptIsNamedByLineAndColumn() {
    Handbook.file(folder, "s.yaml", "rules:\n  - when: {usr: hi}\n    then: hello\n");
    refused(simulate("--script", "s.yaml"), folder.resolve("s.yaml")
        + ", line 2, column 17: rules[0].when.usr is unknown", "(did you mean user?)");
    refused(simulate("--script", "none.yaml"), "none.yaml can't be read");
    refused(simulate("--cassette", "none"), "none can't be read");
  }

  @Test
  void aPortInUseIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      refused(simulate("--port", Integer.toString(taken.getLocalPort())), "port " + taken.getLocalPort()
          + " can't be listened on", "choose another one, or 0 for one that is free");
    }
    refused(simulate("--port", "70000"), "there is no port 70000; expected 0 to 65535");
  }

  @Test
  void aRunThatCannotBePlayedIsNamedWithWhatCan() throws IOException {
    refused(simulate("--recording", "last"), "there is no athanor.yaml in");
    Project project = new NewProject(folder).create(List.of());
    refused(simulate("--recording", "last"), "there are no runs yet");
    Files.createDirectories(project.store());
    try (Journal journal = SqliteJournal.open(Workshop.journalFile(project)); Runs runs = new Runs(journal)) {
      runs.start(new RunId("asked"), new Program<>("rag", Codec.TEXT, Codec.TEXT, (_, input) -> input), "in")
          .outcome();
    }
    refused(simulate("--recording", "trip"), "there is no run \"trip\"; the nearest are asked");
    refused(simulate("--recording", "ask"), "run asked is of the program rag, whose steps hold what was asked"
        + " and answered, but not what went over the wire",
        "expected a run of athanor record or athanor proxy");
  }
}
