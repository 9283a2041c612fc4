package dev.athanor.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.process.AthanorProcess.Ended;
import dev.athanor.json.Json;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.script.Script;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of others, recorded and replayed as from a shell. */
class RecordProcessTest {
  private static final String KEY = "sk-proj-0123456789abcdefghij";

  @TempDir
  private Path folder;

  private final Simulator simulator = Simulator.start(SimulatorSettings.of(Script.agreeable()).withKeys(KEY));

  private String provider = simulator.baseUri() + "/v1";

  @AfterEach
  void close() {
    simulator.close();
  }

  private ProcessBuilder athanor(List<String> command, String... arguments) {
    List<String> all = JavaCommand.athanor(arguments);
    if (!command.isEmpty()) {
      all.add("--");
      all.addAll(command);
    }
    ProcessBuilder builder = new ProcessBuilder(all).directory(folder.toFile());
    builder.environment().put("OPENAI_API_KEY", KEY);
    builder.environment().put("OPENAI_BASE_URL", provider);
    return builder;
  }

  private Ended end(List<String> command, String... arguments) throws Exception {
    return end(athanor(command, arguments));
  }

  private static Ended end(ProcessBuilder builder) throws Exception {
    Path out = Files.createTempFile("athanor", ".out");
    Path err = Files.createTempFile("athanor", ".err");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    return new AthanorProcess(process, out, err).end();
  }

  @Test
  void aProgramIsRecordedShownReplayedAndItsChangeNamed() throws Exception {
    Ended recorded = end(JavaCommand.asking("Where is Paris?", "Where is Oslo?"), "record", "--name", "trip");
    assertThat(recorded.code()).isZero();
    assertThat(recorded.out()).contains("You said: Where is Paris?", "You said: Where is Oslo?");
    assertThat(recorded.err()).isEqualTo("Made " + folder.toRealPath().resolve("athanor.yaml")
        + ", so that recordings are kept in this folder.\n"
        + "athanor: recorded 2 exchanges as run trip; look at it with: athanor show trip\n");
    assertThat(end(List.of(), "show", "trip").out()).containsPattern(
        "1 +openai:m +user: Where is Paris\\? +lived +[0-9]+ \\+ [0-9]+ .* You said: Where is Paris\\?");
    assertThat(end(List.of(), "show", "trip", "--step", "2").out()).contains("user       Where is Oslo?",
        "answer     You said: Where is Oslo?");
    assertThat(end(List.of(), "replay", "trip").out()).startsWith("identical  run trip: 2 steps compared");

    simulator.close();
    Ended again = end(JavaCommand.asking("Where is Paris?", "Where is Oslo?"), "replay", "trip");
    assertThat(again.out()).isEqualTo(recorded.out());
    assertThat(again.code()).isZero();
    assertThat(again.err())
        .isEqualTo("athanor: same  run trip: 2 of 2 recorded exchanges served, 0 never asked"
            + " for, 0 requests not on record\nWhat does not pass the proxy (the program's own tools, files, clock)"
            + " was not replayed.\n");

    Ended other = end(JavaCommand.asking("Where is Paris?", "Where is Rome?"), "replay", "trip");
    assertThat(other.code()).isEqualTo(13);
    assertThat(other.out()).contains("message 1 (user) differs: recorded");
    assertThat(other.err()).isEqualTo(
        """
            athanor: different  run trip: 1 of 2 recorded exchanges served, 1 never asked for, 1 request not on record
            The first request that is not on record: POST /v1/chat/completions, most like exchange 2
              message 1 (user)
                - Where is Oslo?
                + Where is Rome?
            What does not pass the proxy (the program's own tools, files, clock) was not replayed.
            """);
    assertNoKey();
  }

  /** No file of the project holds the key, in plain text or as what a compressed row would be unpacked to. */
  private void assertNoKey() throws Exception {
    end(List.of(), "export", "trip", folder.resolve("trip.zip").toString());
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).as(file.toString())
            .doesNotContain(KEY);
      }
    }
    try (java.util.zip.ZipFile bundle = new java.util.zip.ZipFile(folder.resolve("trip.zip").toFile())) {
      for (var entry : bundle.stream().toList()) {
        assertThat(new String(bundle.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1))
            .doesNotContain(KEY);
      }
    }
  }

  @Test
  void aReplayGoesOnLiveWithAnotherModel() throws Exception {
    end(JavaCommand.asking("Where is Paris?", "Where is Oslo?"), "record", "--name", "trip");
    Ended fork = end(JavaCommand.asking("Where is Paris?", "Where is Oslo?"), "replay", "trip", "--from", "2",
        "--model",
        "m2", "--json");
    assertThat(fork.code()).isZero();
    String run = Json.parse(fork.err()).get("run").stringValue();
    assertThat(end(List.of(), "show", run).out())
        .containsPattern("1 +openai:m +user: Where is Paris\\? +recorded")
        .containsPattern("2 +openai:m2 +user: Where is Oslo\\? +lived");
    assertThat(end(List.of(), "diff", "trip", run).out()).contains("/body/value/model", "m2");
    assertThat(end(JavaCommand.asking("Where is Paris?", "Where is Oslo?"), "replay", run).code()).isZero();
  }

  @Test
  void aRecordingIsServedToWhoeverAsksWithoutItsProvider() throws Exception {
    Ended recorded = end(JavaCommand.asking("Where is Paris?", "Where is Oslo?"), "record", "--name", "trip");
    simulator.close();
    Process player = athanor(List.of(), "simulate", "--recording", "trip", "--port", "0").start();
    try (BufferedReader out = player.inputReader(StandardCharsets.UTF_8);
        BufferedReader err = player.errorReader(StandardCharsets.UTF_8)) {
      provider = out.readLine().replaceFirst("OpenAI +", "");
      assertThat(err.readLine()).isEqualTo("It plays run trip: 2 exchanges.");
      Ended again = ask("Where is Oslo?", "Where is Paris?", "Where is Rome?");
      List<String> answers = recorded.out().lines().toList();
      assertThat(again.out().lines().toList()).hasSize(3).startsWith(answers.get(1), answers.get(0));
      assertThat(again.out()).contains("the nearest differs at /messages/0/content (recorded"
          + " \\\"Where is Paris?\\\", asked for \\\"Where is Rome?\\\")");
      assertThat(again.code()).isEqualTo(7);
    } finally {
      player.toHandle().destroy();
      assertThat(player.waitFor()).isEqualTo(143);
    }
  }

  /** The program by itself, at what is the provider now. */
  private Ended ask(String... questions) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(JavaCommand.asking(questions));
    builder.environment().put("OPENAI_API_KEY", KEY);
    builder.environment().put("OPENAI_BASE_URL", provider);
    return end(builder);
  }

  @Test
  void theProgramKeepsItsStreamsAndItsExitCode() throws Exception {
    Process process =
        athanor(JavaCommand.asking("-"), "record").redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
      in.write("from stdin");
    }
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).contains("You said: from stdin");
    }
    assertThat(process.waitFor()).isZero();
    simulator.close();
    Ended ended = end(JavaCommand.asking("nobody answers"), "record");
    assertThat(ended.code()).isEqualTo(7);
    assertThat(ended.out()).contains("athanor proxy: openai can't be reached at " + provider);
    assertThat(ended.err()).contains("recorded 1 exchange (1 without reaching the provider) as run ");
  }

  @Test
  void whoeverEndsTheRecordingEndsTheProgramAndKeepsTheRun() throws Exception {
    Process process =
        athanor(JavaCommand.asking("first", "wait"), "record", "--name", "cut").redirectErrorStream(true)
            .start();
    long child;
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); !line.equals("waiting"); line = out.readLine()) {
        assertThat(line).isNotNull();
      }
      child = process.descendants().findFirst().orElseThrow().pid();
      process.toHandle().destroy();
      assertThat(out.lines().toList()).anySatisfy(line -> assertThat(line).contains(
          "recorded 1 exchange as run cut"));
    }
    assertThat(process.waitFor()).isEqualTo(143);
    assertThat(ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false)).isFalse();
    assertThat(end(List.of(), "runs").out()).containsPattern("cut +done");
  }

  @Test
  void aRecorderThatIsKilledLeavesARunThatCanBeEnded() throws Exception {
    Process process =
        athanor(JavaCommand.asking("first", "wait"), "record", "--name", "killed").redirectErrorStream(true)
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); !line.equals("waiting"); line = out.readLine()) {
        assertThat(line).isNotNull();
      }
      ProcessHandle child = process.descendants().findFirst().orElseThrow();
      process.destroyForcibly().waitFor();
      child.destroyForcibly();
    }
    assertThat(end(List.of(), "resume", "killed").code()).isZero();
    assertThat(end(List.of(), "replay", "killed").out()).startsWith("identical  run killed: 1 step");
  }
}
