package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.script.Script;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A command that answers wrongly the first time it is asked, and rightly from then on. */
class BlameCommandTest {
  @TempDir
  private Path folder;
  private EvalProject project;

  @BeforeEach
  void ask() {
    project = EvalProject.of(folder, 1, _ -> false, _ -> false);
    project.write("bot.sh",
        "cat > /dev/null; if [ -e asked ]; then echo yes; else touch asked; echo no; fi\n");
    project.write("evals/bot.yaml", """
        dataset: cases.jsonl
        systems: [{name: bot, command: [sh, bot.sh]}, {name: old, outputs: old.jsonl}]
        scorers: [exact]
        """);
    Result ran = project.athanor("eval", "run", "bot", "--run", "e1");
    assertThat(ran.code()).as(ran.err()).isZero();
  }

  @Test
  void theStepFromWhichItEndsWellIsToBlame() {
    Result dry =
        project.athanor("blame", "e1", "--case", "c0", "--system", "bot", "--scorer", "exact", "--dry-run");
    assertThat(dry.out().lines()).hasSize(2).first().asString().matches("run [0-9a-f]+");
    assertThat(dry.out()).endsWith("\n1 sampled step, 5 draws from each: up to 5 steps\n");
    Result blamed = project.athanor("blame", "e1", "--case", "c0", "--system", "bot", "--scorer", "exact");
    assertThat(blamed.code()).as(blamed.err()).isZero();
    assertThat(blamed.out()).contains("5 of 5", "1.000 [0.478, 1.000]",
        "command is to blame: drawn again from there");
    JsonNode json =
        project.athanor("blame", "e1", "--case", "c0", "--system", "bot", "--scorer", "exact", "--json")
            .json();
    assertThat(json.path("culprit").asString()).isEqualTo("command");
    assertThat(json.at("/steps/0/passed").asInt()).isEqualTo(5);
  }

  @Test
  void aDryRunAsksNoJudgeAndSaysThatEachDrawWouldBeJudged() {
    try (Simulator simulator = Simulator.start(SimulatorSettings.of(Script.saying("Hello.")))) {
      project.write("athanor.yaml",
          "models: {providers: {local: {baseUrl: '" + simulator.baseUri() + "/v1', keyless: true}}}\n");
      String[] dry = {"blame", "last", "--case", "c0", "--system", "bot", "--dry-run", "--scorer",
          "{\"scorer\":\"rubric\",\"model\":\"local:m\",\"criteria\":\"right\"}"};
      Result told = project.athanor(dry);
      assertThat(told.code()).as(told.err()).isZero();
      assertThat(told.out())
          .contains("up to 5 steps; and each draw is scored, for which the scorer asks a model");
      String[] json = Arrays.copyOf(dry, dry.length + 1);
      json[dry.length] = "--json";
      JsonNode shape = project.athanor(json).json();
      assertThat(shape.propertyNames()).containsExactly("run", "draws", "steps", "most", "tokens", "dollars",
          "judged");
      assertThat(shape.path("steps").toString())
          .isEqualTo("[{\"path\":\"command\",\"operation\":\"command\"}]");
      assertThat(shape.path("judged").asBoolean()).isTrue();
      assertThat(simulator.requests()).isEmpty();
    }
  }

  @Test
  void theLastExperimentIsMeantHoweverOftenItIsAskedFor() {
    String[] last = {"blame", "last", "--case", "c0", "--system", "bot", "--scorer", "exact", "--json"};
    String blamed = project.athanor(last).out();
    Result again = project.athanor(last);
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).isEqualTo(blamed);
    Result resumed = project.athanor("eval", "resume", "last", "--json");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.json().path("run").asString()).isEqualTo("e1");
  }

  @Test
  void ofASealedCaseNothingIsShown() {
    project.write("evals/cases.jsonl",
        "{\"id\":\"c0\",\"input\":\"Question 0?\",\"reference\":\"yes\",\"split\":\"test\"}\n");
    project.evaluation("sealed", "gates: ['exact >= 0']");
    project.athanor("eval", "run", "sealed", "--split", "test", "--run", "e2");
    Result result =
        project.athanor("blame", "e2", "--case", "c0", "--system", "old", "--scorer", "exact", "--dry-run");
    assertThat(result.code()).isEqualTo(ExitCode.USER.number());
    assertThat(result.err())
        .contains("case c0 is sealed: of such cases nothing is shown but whether the gates hold");
    assertThat(result.out()).isEmpty();
    assertThat(project.athanor("blame", "e1", "--case", "c9", "--scorer", "exact").err())
        .contains("run e1 has no case \"c9\"; nearest: c0");
  }

  @Test
  void whatCannotBeBlamedIsNamed() {
    assertThat(project.athanor("blame", "e1", "--case", "c0", "--scorer", "exact").err()).contains(
        "run e1 has 2 trials of case c0, repeat 1; name one with --case, --system and --repeat");
    assertThat(project.athanor("blame", "e1", "--case", "c0", "--system", "old", "--scorer", "exact").err())
        .contains(
            "the run has no sampled step, so nothing in it can be drawn again");
    assertThat(project.athanor("blame", "e1", "--case", "c0", "--system", "bot", "--scorer", "exakt").err())
        .contains(
            "there is no scorer \"exakt\"; nearest: exact");
    assertThat(project.athanor("blame", "e1", "--case", "c0", "--scorer", "exact", "--draws", "0").err())
        .contains(
            "--draws is 0; expected 1 to 100");
  }
}
