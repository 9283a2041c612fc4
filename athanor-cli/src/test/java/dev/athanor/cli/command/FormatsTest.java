package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.script.ScriptFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Systems whose prompt is written in several ways, asked of a model of which it is known whether it minds. */
class FormatsTest {
  private static final int CASES = 40;
  private static final String PROMPT = """
      ---
      input:
        schema:
          question: string
      ---
      {{role "system"}}You answer in one word.
      {{role "user"}}Question: {{question}}
      Answer:""";

  @TempDir
  private Path folder;

  /** Says yes where it is asked in this way, and no otherwise; or yes seven times of ten, by chance. */
  private Simulator model(String rules, String accuracy) {
    Handbook.file(folder, "evals/cases.jsonl", IntStream.range(0, CASES)
        .mapToObj(i -> "{\"id\":\"c" + i + "\",\"input\":\"Is number " + (1_000 + i)
            + " odd?\",\"reference\":\"word"
            + i + "\"}")
        .collect(Collectors.joining("\n")));
    Handbook.file(folder, "model.jsonl", IntStream.range(0, CASES)
        .mapToObj(i -> "{\"input\":\"Is number " + (1_000 + i) + " odd?\",\"target\":\"word" + i + "\"}")
        .collect(Collectors.joining("\n")));
    Handbook.file(folder, "script.yaml",
        "cases: {file: model.jsonl, accuracy: {\"*\": " + accuracy + "}}\n" + rules);
    Simulator simulator =
        Simulator.start(SimulatorSettings.of(ScriptFile.read(folder.resolve("script.yaml"))));
    Handbook.file(folder, "prompts/sort.prompt", PROMPT);
    Handbook.file(folder, "athanor.yaml", """
        models:
          default: local:small
          providers: {local: {baseUrl: '%s/v1', keyless: true}}
        systems:
          sorter: {kind: prompt, prompt: sort}
          quick: {kind: extractive}
        """.formatted(simulator.baseUri()));
    evaluation("{system: sorter, formats: 10}");
    return simulator;
  }

  private void evaluation(String system) {
    Handbook.file(folder, "evals/formats.yaml",
        "dataset: cases.jsonl\nsystems: [" + system + "]\nscorers: [exact]\n");
  }

  private Result athanor(String... arguments) {
    return CommandLineUnderTest.in(folder).athanor(arguments);
  }

  @Test
  void aModelThatMindsIsFoundWithTheBestAndTheWorstAndHowTheyAreWritten() throws Exception {
    String minds = "rules: [{when: {user: {matches: \"(?s).*QUESTION.*\"}}, then: \"I can't read that\"}]\n";
    try (Simulator simulator = model(minds, "1")) {
      Result result = athanor("eval", "run", "formats", "--html", "r.html", "--markdown", "r.md");
      assertThat(result.code()).as(result.err()).isZero();
      assertThat(simulator.requests()).hasSize(10 * CASES);
      assertThat(result.out()).contains(
          "Written in 10 ways, sorter is 1.000 [0.912, 1.000] apart in exact, where noise"
              + " alone would give 0.",
          "(p < .001): how the prompt is written makes a difference", "  best   1.000  ",
          "  worst  0.000  QUESTION", "the spread of noise alone is not 0");
      assertThat(Files.readString(folder.resolve("r.html"))).contains("sorter, written in other ways",
          "QUESTION");
      assertThat(Files.readString(folder.resolve("r.md"))).contains("- worst: 0.000  QUESTION");
      JsonNode spread = athanor("eval", "report", "--json").json().at("/spreads/0");
      assertThat(spread.path("real").asBoolean()).isTrue();
      assertThat(spread.path("formats")).hasSize(10);
      assertThat(spread.path("formats").valueStream().filter(each -> each.path("mean").asDouble() == 0))
          .isNotEmpty()
          .allSatisfy(each -> assertThat(each.path("written").asString()).startsWith("QUESTION"));
      assertThat(spread.path("formats").valueStream().map(each -> each.path("system").asString()))
          .contains("sorter")
          .allMatch(name -> name.startsWith("sorter"));
    }
  }

  @Test
  void aModelThatDoesNotMindIsNotSaidToAlthoughItsFormatsAreApart() {
    try (Simulator _ = model("", "0.7")) {
      Result result = athanor("eval", "run", "formats", "--json");
      assertThat(result.code()).as(result.err()).isZero();
      JsonNode spread = result.json().at("/spreads/0");
      assertThat(spread.path("spread").asDouble()).isGreaterThan(0.05);
      assertThat(spread.path("expected").asDouble()).isGreaterThan(0.05);
      assertThat(spread.path("real").asBoolean()).isFalse();
      assertThat(athanor("eval", "report").out())
          .contains("no more than noise, so none is better or worse for all that is known");
    }
  }

  @Test
  void theSameFormatsAreAskedAgainWithoutAskingAnybody() {
    try (Simulator simulator = model("", "0.7")) {
      JsonNode first = athanor("eval", "run", "formats", "--json").json();
      JsonNode again = athanor("eval", "run", "formats", "--json").json();
      assertThat(again.path("spreads")).isEqualTo(first.path("spreads"));
      assertThat(simulator.requests()).hasSize(10 * CASES);
    }
  }

  @Test
  void whatHasNoFieldOrNoPromptIsRefusedBeforeAnythingIsAsked() {
    try (Simulator simulator = model("", "0.7")) {
      Handbook.file(folder, "prompts/sort.prompt",
          PROMPT.replace("Question: {{question}}\nAnswer:", "{{question}}"));
      assertThat(athanor("eval", "run", "formats").err()).contains(
          "the prompt sort (prompts/sort.prompt) has no field",
          "expected at least one line such as \"Question: {{question}}\"");
      evaluation("{system: sorter, formats: 0}");
      assertThat(athanor("eval", "run", "formats").err()).contains("formats");
      Handbook.write(folder.resolve("docs"));
      Handbook.file(folder, "athanor.yaml",
          Handbook.read(folder, "athanor.yaml") + "knowledge: {sources: [{folder: docs}]}\n");
      assertThat(athanor("sync", "--json").code()).isZero();
      evaluation("{system: quick, formats: 3}");
      assertThat(athanor("eval", "run", "formats").err()).contains(
          "system quick has formats: 3, and asks no model, so it has no prompt that could be written otherwise");
      assertThat(simulator.requests()).isEmpty();
    }
  }
}
