package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.script.ScriptFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class LiveJudgeTest {
  /** A judge of facts that calls every answer with a number in it right, and one of pairs that likes what it sees first. */
  private static final String SCRIPT = """
      rules:
        - when: {user: {matches: "(?s)<output-a>\\\\s*best.*<output-b>"}}
          then: {json: {reason: "it is the best", better: a}}
        - when: {user: {matches: "(?s)<output-b>\\\\s*best"}}
          then: {json: {reason: "it is the best", better: b}}
        - when: {user: "<output-a>"}
          then: {json: {reason: "the first", better: a}}
        - when: {user: {matches: "(?s)[0-9]+ days"}}
          then: {json: {reason: "it has a number", category: C}}
        - when: {user: not in the form}
          then: "Still not."
        - when: {user: nonsense}
          then: "I would rather not say."
        - then: {json: {reason: "it has none", category: D}}
      """;
  private static final String LABELS = """
      {"id": "1", "label": "pass", "input": "How long?", "output": "28 days", "reference": "28 days"}
      {"id": "2", "label": "fail", "input": "How long?", "output": "30 days", "reference": "x"}
      {"id": "3", "label": "fail", "input": "How long?", "output": "no idea", "reference": "y"}
      {"id": "4", "label": "fail", "input": "How long?", "output": "nonsense", "reference": "y"}
      """;
  private static final String FACTUALITY = "{\"scorer\": \"factuality\", \"model\": \"local:small\"}";

  @TempDir
  private Path folder;
  private Simulator simulator;

  @BeforeEach
  void begin() {
    Handbook.file(folder, "script.yaml", SCRIPT);
    simulator = Simulator.start(SimulatorSettings.of(ScriptFile.read(folder.resolve("script.yaml"))));
    Handbook.file(folder, "athanor.yaml", """
        models:
          providers:
            local:
              baseUrl: %s/v1
        """.formatted(simulator.baseUri()));
    Handbook.file(folder, "labels.jsonl", LABELS);
  }

  @AfterEach
  void end() {
    simulator.close();
  }

  private Result athanor(String... arguments) {
    return CommandLineUnderTest.in(folder).athanor(arguments);
  }

  @Test
  void aJudgeIsAskedAboutLabelledCasesAndMeasured() throws Exception {
    Result calibrated = athanor("judge", "calibrate", "labels.jsonl", "--scorer", FACTUALITY, "--json");
    assertThat(calibrated.code()).as(calibrated.err()).isZero();
    JsonNode json = calibrated.json();
    assertThat(json.path("judge").asString()).isEqualTo("factuality");
    assertThat(json.at("/description/scorer/model").asString()).isEqualTo("local:small");
    assertThat(json.path("description").has("threshold")).isFalse();
    assertThat(json.at("/accuracy/value").asDouble()).isEqualTo(.5);
    assertThat(json.path("unread").toString()).contains("gave no verdict in the form that was asked for");
    assertThat(Files.readAllLines(folder.resolve("evals/judges/factuality.verdicts.jsonl"))).hasSize(4)
        .first().asString().contains("\"id\":\"1\"", "\"verdict\":\"pass\"");
    int asked = simulator.requests().size();
    assertThat(athanor("judge", "calibrate", "labels.jsonl", "--scorer", FACTUALITY).code()).isZero();
    assertThat(simulator.requests()).hasSize(asked);
  }

  @Test
  void aPairIsShownInBothOrdersSoThatALikingForTheFirstIsSeen() {
    Handbook.file(folder, "pairs.jsonl", """
        {"id": "1", "label": "first", "input": "Say it.", "outputs": ["best one", "other"]}
        {"id": "2", "label": "second", "input": "Say it.", "outputs": ["one", "other"]}
        """);
    Result calibrated = athanor("judge", "calibrate", "pairs.jsonl", "--scorer",
        "{\"scorer\": \"pairwise\", \"model\": \"local:small\"}", "--name", "pairs", "--json");
    assertThat(calibrated.code()).as(calibrated.err()).isZero();
    assertThat(calibrated.json().at("/swapAgreement/value").asDouble()).isEqualTo(.5);
    assertThat(calibrated.json().at("/accuracy/value").asDouble()).isEqualTo(.75);
  }

  @Test
  void theJudgeOfAnEvaluationIsCalibratedAsItIsThere() {
    Handbook.file(folder, "evals/cases.jsonl", "{\"input\": \"How long?\", \"reference\": \"28 days\"}\n");
    Handbook.file(folder, "evals/outputs.jsonl", "{\"id\": \"x\", \"output\": \"28 days\"}\n");
    Handbook.file(folder, "evals/facts.yaml", """
        dataset: cases.jsonl
        systems: [{name: bot, outputs: outputs.jsonl}]
        scorers: [exact, {scorer: factuality, model: "local:small"}]
        """);
    assertThat(
        athanor("judge", "calibrate", "labels.jsonl", "--eval", "facts", "--scorer", "factuality", "--json")
            .json()
            .at("/description/scorer/model").asString())
        .isEqualTo("local:small");
    assertThat(athanor("judge", "calibrate", "labels.jsonl", "--eval", "facts", "--scorer", "rubric").err())
        .contains("the evaluation facts has no scorer rubric; it has [exact, factuality]");
  }

  @Test
  void whatCanNotBeJudgedIsNamed() {
    Handbook.file(folder, "bare.jsonl", "{\"id\": \"1\", \"label\": \"pass\"}\n");
    assertThat(athanor("judge", "calibrate", "bare.jsonl", "--scorer", FACTUALITY).err())
        .contains("bare.jsonl, line 1: the"
            + " case \"1\" has nothing to judge; expected its output, or the two outputs of a pair");
    assertThat(
        athanor("judge", "calibrate", "labels.jsonl", "--scorer", FACTUALITY, "--verdicts", "v.jsonl").err())
        .contains(
            "--scorer asks the judge now, and --verdicts has what it said before; leave one of the two out");
    assertThat(athanor("judge", "calibrate", "labels.jsonl", "--eval", "facts").err())
        .contains("--eval is for a judge that is asked now; name it with --scorer, or leave it out");
  }

  @Test
  void aReportCorrectsWhatACalibratedJudgeSaysAndOnlyThatOne() {
    StringBuilder labels = new StringBuilder();
    StringBuilder cases = new StringBuilder();
    StringBuilder outputs = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      // Of what people fail, the judge passes a third.
      String output = i % 2 == 0 || i % 3 == 0 ? i + " days" : "none";
      labels.append(
          "{\"id\": \"l" + i + "\", \"label\": \"" + (i % 2 == 0 ? "pass" : "fail") + "\", \"input\": \"q" + i
              + "\", \"output\": \"" + output + "\", \"reference\": \"r\"}\n");
      cases.append("{\"id\": \"c" + i + "\", \"input\": \"q\", \"reference\": \"r\"}\n");
      outputs.append("{\"id\": \"c" + i + "\", \"output\": \"" + (i < 40 ? i + " days" : "none") + "\"}\n");
    }
    Handbook.file(folder, "many.jsonl", labels.toString());
    Handbook.file(folder, "evals/cases.jsonl", cases.toString());
    Handbook.file(folder, "evals/outputs.jsonl", outputs.toString());
    String evaluation = """
        dataset: cases.jsonl
        systems: [{name: bot, outputs: outputs.jsonl}]
        scorers: [{scorer: factuality, model: "local:%s"}]
        """;
    Handbook.file(folder, "evals/facts.yaml", evaluation.formatted("small"));
    Handbook.file(folder, "evals/others.yaml", evaluation.formatted("other"));
    assertThat(
        athanor("judge", "calibrate", "many.jsonl", "--eval", "facts", "--scorer", "factuality").code())
        .isZero();
    Result run = athanor("eval", "run", "facts");
    assertThat(run.out())
        .contains("bot: factuality says that 0.667 of 60 judged cases pass; corrected for its error it is"
            + " 0.500 [", "(calibration factuality)");
    JsonNode corrected = athanor("eval", "report", "--json").json().path("corrected");
    assertThat(corrected.size()).isEqualTo(1);
    assertThat(corrected.at("/0/said").asInt()).isEqualTo(40);
    assertThat(corrected.at("/0/estimate/value").asDouble()).isCloseTo(.5, within(1e-9));
    assertThat(athanor("eval", "run", "others", "--json").json().path("corrected").size()).isZero();
    Handbook.file(folder, "evals/twice.yaml", evaluation.formatted("small") + "repeats: 2\n");
    Handbook.file(folder, "evals/outputs.jsonl",
        outputs.toString() + outputs);
    JsonNode twice = athanor("eval", "run", "twice", "--json").json().path("corrected");
    assertThat(twice.at("/0/judged").asInt()).isEqualTo(60);
    assertThat(twice.at("/0/said").asInt()).isEqualTo(40);
  }
}
