package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.script.ScriptFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Suites of promptfoo, before a simulated provider over HTTP. */
class SuiteCommandsTest {
  private static final String ANSWERS = """
      rules:
        - when: {user: {contains: criteria}}
          then: '{"reason": "polite enough", "score": 0.8}'
        - when: {user: {matches: "capital of (?<land>\\\\w+)"}}
          then: "The capital of ${land} is Paris."
      """;
  @TempDir
  private Path folder;

  private EvalProject project(Simulator simulator, String tests) {
    EvalProject project = new EvalProject(folder);
    project.write("athanor.yaml", "");
    project.write("promptfooconfig.yaml", """
        prompts: ['What is the capital of {{land}}?', '{{land}}: the capital of {{land}}?']
        providers:
          - id: openai:chat:gpt-4o-mini
            config: {apiBaseUrl: '%s/v1', apiKeyEnvar: NO_SUCH_KEY}
        """.formatted(simulator.baseUri()) + tests);
    return project;
  }

  private Simulator simulator() throws Exception {
    return Simulator
        .start(SimulatorSettings.of(ScriptFile.read(Files.writeString(folder.resolve("answers.yaml"),
            ANSWERS))));
  }

  @Test
  void aSuiteRunsUnchangedAndFailsWhereOneOfItsTestsDoes() throws Exception {
    try (Simulator simulator = simulator()) {
      EvalProject project = project(simulator,
          """
              tests:
                - {vars: {land: France}, assert: [{type: contains, value: '{{land}}'}, {type: regex, value: 'Paris\\.$'}]}
                - {vars: {land: Italy}, assert: [{type: contains, value: Rome, metric: Right}, {type: icontains, value: ITALY}]}
              """);
      Result result = project.athanor("eval", "run", "promptfooconfig.yaml", "--json");
      assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.GATE_FAILED.number());
      JsonNode json = result.json();
      assertThat(json.at("/systems")).extracting(each -> each.path("system").asString()).containsExactly(
          "prompt-1",
          "prompt-2");
      assertThat(json.at("/systems/0/metrics/0/metric").asString()).isEqualTo("passed");
      assertThat(json.at("/systems/0/metrics/0/estimate/value").asDouble()).isEqualTo(.5);
      assertThat(json.at("/systems/0/metrics/1/estimate/value").asDouble()).isEqualTo(.75);
      assertThat(json.at("/systems/0/metrics/2/metric").asString()).isEqualTo("right");
      assertThat(project.athanor("eval", "report", "--case", "test-2").out()).contains(
          "contains: not containing \"Rome\"");
      assertThat(simulator.requests()).hasSize(4);
      assertThat(simulator.requests().getFirst().body().orElseThrow().path("temperature").asDouble())
          .isZero();
    }
  }

  @Test
  void whatCanNotRunIsNamedBeforeAnythingIsAskedAndLeftOutOnlyIfWanted() throws Exception {
    try (Simulator simulator = simulator()) {
      EvalProject project = project(simulator,
          """
              tests:
                - {vars: {land: France}, assert: [{type: contains, value: Paris}, {type: javascript, value: 'output.length'}]}
                - {vars: {land: Italy}, assert: [{type: python, value: 'True'}]}
              """);
      Result refused = project.athanor("eval", "run", "promptfooconfig.yaml");
      assertThat(refused.code()).isEqualTo(ExitCode.USER.number());
      assertThat(refused.err()).contains(
          "2 parts of promptfooconfig.yaml can't run here, and nothing was asked:",
          "tests[0].assert[1]: \"javascript\" can't run here: it runs code in another language",
          "tests[1].assert[0]: \"python\"", "run the rest with --leave-out");
      assertThat(simulator.requests()).isEmpty();
      Result rest = project.athanor("eval", "run", "promptfooconfig.yaml", "--leave-out");
      assertThat(rest.err()).contains("left out: tests[0].assert[1]");
      assertThat(rest.out()).contains("LEFT-OUT", "passed.unscored <= 0");
      assertThat(rest.code()).isEqualTo(ExitCode.GATE_FAILED.number());
      assertThat(project.athanor("eval", "report", "--case", "test-2").out()).contains(
          "all that is asserted was left out: python");
    }
  }

  @Test
  void aModelJudgesOnceForAllMetricsOfATest() throws Exception {
    try (Simulator simulator = simulator()) {
      EvalProject project = project(simulator,
          """
              defaultTest:
                options: {provider: {id: 'openai:gpt-4o', config: {apiBaseUrl: '%s/v1', apiKeyEnvar: NO_SUCH_KEY}}}
              tests:
                - {vars: {land: France}, assert: [{type: llm-rubric, value: is polite, metric: Tone}, {type: llm-rubric, value: is kind, threshold: 0.9, weight: 0}]}
              """
              .formatted(simulator.baseUri()));
      Result result = project.athanor("eval", "run", "promptfooconfig.yaml", "--json");
      assertThat(result.code()).as(result.err()).isZero();
      assertThat(result.json().at("/systems/0/metrics/2/estimate/value").asDouble()).isEqualTo(.8);
      assertThat(simulator.requests()).hasSize(6);
      assertThat(project.athanor("replay", "last", "--json").json().path("identical").asBoolean()).isTrue();
    }
  }

  @Test
  void anOptionOfSuitesIsRefusedForAnotherEvaluation() {
    EvalProject project = EvalProject.of(folder, 2, _ -> true, _ -> true).evaluation("both");
    assertThat(project.athanor("eval", "run", "both", "--leave-out").err()).contains(
        "--leave-out is for suites of promptfoo, and both is none; leave it out");
  }
}
