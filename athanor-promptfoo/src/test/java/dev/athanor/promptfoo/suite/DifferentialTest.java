package dev.athanor.promptfoo.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.athanor.eval.dataset.Dataset;
import dev.athanor.eval.experiment.Arm;
import dev.athanor.eval.experiment.Experiment;
import dev.athanor.eval.experiment.ExperimentProgram;
import dev.athanor.eval.experiment.Passages;
import dev.athanor.eval.experiment.Results;
import dev.athanor.eval.experiment.TrailOperation;
import dev.athanor.eval.experiment.Trial;
import dev.athanor.eval.scorer.Score;
import dev.athanor.eval.scorer.registry.Scorers;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.RunId;
import dev.athanor.json.Json;
import dev.athanor.model.Prices;
import dev.athanor.promptfoo.assertion.Grader;
import dev.athanor.promptfoo.assertion.Instruments;
import dev.athanor.promptfoo.assertion.Rivals;
import dev.athanor.promptfoo.assertion.SuiteScorers;
import dev.athanor.promptfoo.provider.Connections;
import dev.athanor.promptfoo.provider.LocalEmbedder;
import dev.athanor.promptfoo.provider.PromptSubject;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.athanor.run.RunOptions;
import dev.athanor.run.Runs;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.script.ScriptFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What promptfoo 0.123.1 has made of the same suites is in each one's {@code results.jsonl}; models are simulated by its {@code script.yaml}. */
class DifferentialTest {
  private static final double ROUNDING = 1e-6;
  private static final LocalEmbedder NOBODY = new LocalEmbedder() {
    @Override
    public String version() {
      return "nobody";
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      throw new AssertionError("all suites here name who makes vectors");
    }
  };

  private static Path folder(String suite) throws Exception {
    return Path
        .of(Objects.requireNonNull(DifferentialTest.class.getResource("differential/" + suite)).toURI());
  }

  private static SimulatorSettings simulated(Path folder) {
    Path own = folder.resolve("script.yaml");
    return SimulatorSettings
        .of(ScriptFile.read(Files.exists(own) ? own : folder.resolveSibling("script.yaml")));
  }

  private static Results run(Suite suite) {
    InMemoryJournal journal = new InMemoryJournal(InstantSource.system());
    Connections connections = new Connections(_ -> null, () -> Prices.UNKNOWN);
    PromptSubject subject = new PromptSubject(connections, _ -> Optional.empty());
    Instruments instruments = Instruments.of(connections, NOBODY);
    SuiteScorers own = new SuiteScorers(new Grader(instruments));
    Scorers scorers = Scorers.offline().and(own.kind());
    Program<Experiment, Results> program =
        ExperimentProgram.of(subject.subjects(), scorers::make, new TrailOperation(
            () -> journal, Passages.NONE), new Rivals(instruments.asker()));
    ObjectNode pins = Json.object();
    for (Suite.Asked asked : suite.asked()) {
      ObjectNode manifest = pins.putObject(asked.name());
      PromptSubject.pin(RunOptions.PLAIN, asked.prompt(), asked.target()).manifest().forEach(manifest::set);
    }
    List<Arm> arms =
        suite.asked().stream().map(each -> PromptSubject.arm(each.name(), each.target())).toList();
    Experiment experiment = new Experiment(suite.name(), new Dataset(suite.name(), suite.cases()), arms, 1,
        SuiteScorers.all(suite.metrics(), suite.cases()), "", Optional.of(suite.only()));
    try (Runs runs = new Runs(journal)) {
      runs.register(program);
      Outcome<Results> outcome =
          runs.start(new RunId("differential"), program, experiment, RunOptions.PLAIN.pin(
              Experiment.ARMS, pins)).outcome();
      assertThat(outcome).isInstanceOf(Outcome.Done.class);
      return ((Outcome.Done<Results>) outcome).output();
    }
  }

  private static double value(Trial trial, String metric) {
    Score score = Objects.requireNonNull(trial.scores().get(metric), metric);
    assertThat(score).as(trial.key() + " " + metric).isInstanceOf(Score.Value.class);
    return ((Score.Value) score).value();
  }

  @ParameterizedTest
  @ValueSource(strings = {"assertions", "filters", "markup", "models", "targets", "rivals"})
  void eachTestOfTheSuitePassesAndScoresAsWithPromptfooItself(String name) throws Exception {
    Path folder = folder(name);
    try (Simulator simulator = Simulator.start(simulated(folder))) {
      same(folder, simulator.baseUri() + "/v1");
    }
  }

  /** The simulator speaks of no functions and no log-probabilities. */
  @Test
  void whatOnlyAProviderItselfTellsIsJudgedAsWithPromptfooItself() throws Exception {
    Path folder = folder("raw");
    try (FixedAnswers provider = FixedAnswers.of(folder.resolve("answers.json"))) {
      same(folder, provider.baseUrl());
    }
  }

  private static void same(Path folder, String provider) throws Exception {
    Suite suite = new SuiteFile(folder.resolve("promptfooconfig.yaml"), Map.of("OPENAI_BASE_URL", provider),
        Optional.empty()).read();
    assertThat(suite.obstacles()).isEmpty();
    List<JsonNode> expected =
        Files.readAllLines(folder.resolve("results.jsonl")).stream().map(Json::parse).toList();
    Results results = run(suite);
    assertThat(results.trials()).hasSameSizeAs(expected);
    expected.forEach(right -> same(right, trial(suite, results, right)));
  }

  private static Trial trial(Suite suite, Results results, JsonNode right) {
    String arm = suite.asked().get(right.path("prompt").intValue()).name();
    String id = suite.cases().get(right.path("test").intValue()).id();
    return results.trials().stream()
        .filter(each -> each.key().arm().equals(arm) && each.key().sample().equals(id)).findFirst()
        .orElseThrow(() -> new AssertionError(arm + " was not put to " + id));
  }

  /** The simulated provider names a call by the request, which has other members here; a stream does not say what there is not. */
  private static String nameless(String output) {
    return output.replaceAll("\"call_[0-9a-f]+\"", "\"call\"").replace(",\"refusal\":null,\"annotations\":[]",
        "");
  }

  private static void same(JsonNode right, Trial trial) {
    assertThat(nameless(trial.output().orElseThrow().text())).as(right.toString())
        .isEqualTo(nameless(right.path("output").asString("")));
    assertThat(value(trial, "passed")).as(right + " " + trial.scores())
        .isEqualTo(right.path("passed").booleanValue() ? 1 : 0);
    assertThat(value(trial, "assertion-score")).as(right + " " + trial.scores())
        .isCloseTo(right.path("score").doubleValue(), within(ROUNDING));
    right.path("metrics").properties().forEach(metric -> assertThat(
        value(trial, metric.getKey().toLowerCase(Locale.ROOT).replace(' ', '-'))).as(right.toString())
        .isCloseTo(metric.getValue().doubleValue(), within(ROUNDING)));
  }
}
