package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import dev.athanor.cli.program.CommandWords;
import dev.athanor.cli.project.NewProject;
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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands that record say when they can't. That they record is tested in processes of their own. */
class RecordCommandsTest {
  /** A program that is there. */
  private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir
  private Path folder;

  private Result athanor(String... arguments) {
    return CommandLineUnderTest.in(folder).athanor(arguments);
  }

  private static void refused(Result result, ExitCode code, String... said) {
    assertThat(result.code()).isEqualTo(code.number());
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("athanor: ").contains(said);
  }

  @Test
  void aProgramThatDoesNotExistIsNoRun() {
    refused(athanor("record", "--", "no-such-program", "x"), ExitCode.COMMAND_MISSING,
        "there is no program \"no-such-program\" on the path",
        "give the command as you would type it in the shell, after --");
    refused(athanor("record", "--", "./none"), ExitCode.COMMAND_MISSING,
        "there is no program \"./none\" that can be executed");
    assertThat(Files.exists(folder.resolve("athanor.yaml"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|',
      value = {"openia=http://h | did you mean openai?", "openai | --to openai names no address",
          "openai=http://h h | can't be read: Illegal character in authority",
          "openai=file:///x | must be http:// or https://"})
  void anAddressThatIsNoneIsNamed(String address, String said) {
    refused(athanor("record", "--to", address, "--", JAVA, "-version"), ExitCode.USER, said);
  }

  @Test
  void aPortInUseIsNamedAndNothingIsRecorded() throws IOException {
    new NewProject(folder).create(List.of());
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      refused(athanor("proxy", "--port", Integer.toString(taken.getLocalPort())), ExitCode.USER,
          "port " + taken
              .getLocalPort() + " can't be listened on",
          "choose another one, or 0 for one that is free");
    }
    refused(athanor("proxy", "--port", "70000"), ExitCode.USER,
        "there is no port 70000; expected 0 to 65535");
    assertThat(athanor("runs").err()).contains("There are no runs yet");
  }

  @Test
  void whatIsNoRecordingCantAnswerAProgram() throws IOException {
    refused(athanor("replay", "last", "--", JAVA, "-version"), ExitCode.USER,
        "there is no athanor.yaml in");
    var project = new NewProject(folder).create(List.of());
    Files.createDirectories(project.store());
    try (Journal journal = SqliteJournal.open(Workshop.journalFile(project)); Runs runs = new Runs(journal)) {
      runs.start(new RunId("other"), new Program<>("test", Codec.TEXT, Codec.TEXT, (_, input) -> input), "in")
          .outcome();
    }
    refused(athanor("replay", "other", "--", JAVA, "-version"), ExitCode.USER,
        "run other is of the program test and no recording of a program of yours",
        "record one with: athanor record -- " + JAVA + " -version");
    refused(athanor("record", "--name", "other", "--", JAVA, "-version"), ExitCode.USER,
        "there is a run other already, and a recording is never added to; choose another name");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"replay r --pace | add the program: athanor replay r ... -- COMMAND",
      "replay r --from 2 | are for a program that is given the recorded answers",
      "replay r --model m -- java | add from which exchange on: --from STEP",
      "replay r --from 1 --pace -- java | --pace is for a replay without --from"})
  void optionsThatWouldBeIgnoredAreMistakes(String line, String said) {
    refused(athanor(line.split(" ", -1)), ExitCode.USER, said);
  }

  @Test
  void aCommandIsWrittenDownWithoutKeys() {
    assertThat(CommandWords.withoutKeys(
        List.of("curl", "-H", "Authorization: Bearer abc.def.ghi", "--token=hunter22",
            "x hunter22-of-the-environment y", "sk-proj-12345678", "https://h?a=1&key=AIzaSecret",
            "monkey business"),
        Map
            .of("MY_API_KEY", "hunter22-of-the-environment", "HOME", "monkey")))
        .containsExactly("curl", "-H",
            "Authorization: [key]", "--[key]", "x [key] y", "[key]", "https://h?a=1[key]", "monkey business");
  }
}
