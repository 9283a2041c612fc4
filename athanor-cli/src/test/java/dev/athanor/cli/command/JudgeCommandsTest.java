package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import dev.athanor.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class JudgeCommandsTest {
  private static final String PAIRS = """
      {"id": "a", "label": "first", "verdict": "first", "swapped": "second", "outputs": ["long", "no"]}
      {"id": "b", "label": "second", "verdict": "first", "swapped": "First", "outputs": ["long", "no"]}
      {"id": "c", "label": "second", "verdict": "second", "swapped": "first", "outputs": ["long", "no"]}
      {"id": "d", "label": "first", "verdict": "first", "swapped": "Therefore, Output (a) is better."}
      """;

  @TempDir
  private Path folder;

  @BeforeEach
  void aProject() {
    write("athanor.yaml", "");
  }

  private Result athanor(String... arguments) {
    return CommandLineUnderTest.in(folder).athanor(arguments);
  }

  private void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String line(String id, String label, String verdict) {
    return "{\"id\":\"" + id + "\",\"label\":\"" + label + "\",\"verdict\":\"" + verdict + "\"}\n";
  }

  /** People pass 100 and fail 100; the judge is right on 90 and on 80. */
  private void hundreds() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      boolean good = i < 100;
      boolean right = i < 90 || i >= 120;
      lines.append(line("q" + i, good ? "pass" : "fail", good == right ? "pass" : "fail"));
    }
    write("labels.jsonl", lines.toString());
  }

  @Test
  void aJudgeOfPairsIsMeasuredInBothOrders() {
    write("pairs.jsonl", PAIRS);
    JsonNode json = athanor("judge", "calibrate", "pairs.jsonl", "--json").json();
    assertThat(json.propertyNames()).containsExactly("judge", "version", "task", "description", "cases",
        "verdicts", "unread", "accuracy", "agreement", "sensitivity", "specificity", "kappa", "alpha",
        "swapAgreement", "position", "length", "confusion", "patterns", "warnings", "file");
    assertThat(json.path("task").asString()).isEqualTo("pairwise");
    assertThat(json.at("/accuracy/value").asDouble()).isEqualTo(.75);
    assertThat(json.path("confusion").toString()).isEqualTo("[[3,1],[1,3]]");
    assertThat(json.at("/kappa/value").asDouble()).isCloseTo(.5, within(1e-12));
    assertThat(json.at("/alpha/value").asDouble()).isCloseTo(.53125, within(1e-12));
    assertThat(json.at("/swapAgreement/value").asDouble()).isEqualTo(.5);
    assertThat(json.at("/position/judge/value").asDouble()).isEqualTo(.75);
    assertThat(json.at("/position/difference/value").asDouble()).isEqualTo(.25);
    assertThat(json.at("/position/p").asDouble()).as("two pairs of two, by flips of signs").isEqualTo(.5);
    assertThat(json.at("/length/judge/value").asDouble()).as("1, .5 and 0").isEqualTo(.5);
    assertThat(json.at("/length/people/value").asDouble()).isCloseTo(1 / 3., within(1e-12));
    assertThat(json.path("warnings")).hasSize(1);
    assertThat(athanor("judge", "calibrate", "pairs.jsonl").out()).contains("4 cases, 8 verdicts, 0 of them",
        "right of all verdicts", "same in both orders", "takes what is shown first 0.750",
        "people 0.500: +0.250", "p = 0.500, not beyond chance", "takes the longer output 0.500",
        "caution: fewer than 40 cases (4)");
  }

  @Test
  void aLikingForWhatComesFirstIsToldFromChance() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      lines.append("{\"id\":" + i + ",\"label\":\"" + (i % 2 == 0 ? "first" : "second")
          + "\",\"verdict\":\"first\",\"swapped\":\"" + (i % 3 == 0 ? "first" : "second") + "\"}\n");
    }
    write("pairs.jsonl", lines.toString());
    assertThat(athanor("judge", "calibrate", "pairs.jsonl").out()).contains("takes what is shown first 0.667",
        ", p < 0.001, beyond chance", "length: not known");
  }

  @Test
  void aJudgeThatPassesOrFailsIsKeptAndCorrectsAShare() throws Exception {
    hundreds();
    Result result = athanor("judge", "calibrate", "labels.jsonl", "--name", "helpful");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("0.850 [0.794, 0.893]", "right where people say pass", "0.900 [",
        "right where people say fail", "0.800 [", "Cohen's kappa", "0.700 [").doesNotContain("shown first",
            "both orders");
    assertThat(result.err()).contains("Kept in evals/judges/helpful.calibration.json.");
    JsonNode kept =
        Json.parse(Files.readString(folder.resolve("evals/judges/helpful.calibration.json")));
    assertThat(kept.path("version").asString()).hasSize(64);
    assertThat(kept.path("patterns")).hasSize(4);
    JsonNode corrected = athanor("judge", "correct", "helpful", "450/1000", "--json").json();
    assertThat(corrected.propertyNames()).containsExactly("judge", "version", "said", "trials", "observed",
        "corrected", "sensitivity", "specificity", "warnings");
    assertThat(corrected.at("/corrected/value").asDouble()).isCloseTo(.25 / .7, within(1e-12));
    assertThat(athanor("judge", "correct", "helpful", "450/1000").out()).contains(
        "said by labels: 0.450 (450 of 1000)", "corrected: 0.357 [",
        "by sensitivity 0.900, specificity 0.800 on 200 cases");
  }

  @Test
  void theVersionChangesWithWhatIsKnownOfTheJudge() {
    String judged =
        """
            {"id": "a", "verdict": "pass", "judge": {"name": "strict", "model": "MODEL", "settings": {"temperature": 0}}}
            {"id": "b", "verdict": "what?", "judge": {"name": "strict", "model": "MODEL", "settings": {"temperature": 0}}}
            """;
    write("labels.jsonl", line("b", "fail", "x") + line("a", "pass", "x"));
    write("judged.jsonl", judged.replace("MODEL", "m-1"));
    Result first = athanor("judge", "calibrate", "labels.jsonl", "--verdicts", "judged.jsonl");
    assertThat(first.out()).contains("strict", "1 of them unreadable", "unreadable, 1 time: what?",
        "caution: people say fail of no case with a readable verdict")
        .containsPattern("right of all verdicts +0\\.500").containsPattern("right of readable ones +1\\.000");
    assertThat(athanor("judge", "calibrate", "labels.jsonl", "--verdicts", "judged.jsonl").code()).isZero();
    write("judged.jsonl", judged.replace("MODEL", "m-2"));
    assertThat(athanor("judge", "calibrate", "labels.jsonl", "--verdicts", "judged.jsonl").err()).contains(
        "strict.calibration.json is the calibration of another judge (version ",
        "choose another name with --name, or write over it with --replace");
    assertThat(athanor("judge", "calibrate", "labels.jsonl", "--verdicts", "judged.jsonl", "--replace")
        .code()).isZero();
  }

  @Test
  void whatLlmBarHasRecordedIsReadAsItIs() {
    String recorded =
        """
            {"set":"S","idx":IDX,"judge":"GPT-4","strategy":"CoT","label":2,"results":[{"swap = False":{"completion":["So Output (b) is better.","stop"],"winner":"2"},"swap = True":{"completion":["Output (a)\\nis short.","stop"],"winner":"2"}}]}
            {"set":"S","idx":IDX,"judge":"GPT-4","strategy":"Rating","label":2,"results":[{"score_1":["7","stop"],"swap = False":{"winner":"2"},"swap = True":{"winner":"2"}}]}
            """;
    write("bar.jsonl", recorded.replace("IDX", "0") + recorded.replace("IDX", "1"));
    assertThat(athanor("judge", "calibrate", "bar.jsonl").err()).contains(
        "there are verdicts of 2 judges; choose one with --judge: \"GPT-4 CoT\", \"GPT-4 Rating\"");
    JsonNode json = athanor("judge", "calibrate", "bar.jsonl", "--judge", "GPT-4 CoT", "--json").json();
    assertThat(json.at("/accuracy/value").asDouble()).isEqualTo(1);
    assertThat(json.at("/swapAgreement/value").asDouble()).isEqualTo(1);
    assertThat(json.at("/description/model").asString()).isEqualTo("GPT-4");
    assertThat(json.path("kappa").isNull()).as("all of one kind").isTrue();
    assertThat(json.path("file").asString()).endsWith("evals/judges/gpt-4-cot.calibration.json");
    assertThat(athanor("judge", "calibrate", "bar.jsonl", "--judge", "GPT-4 Rating").err()).contains(
        "none of the judge's verdicts can be read; expected first or second, and the first is: no verdict");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "'' | x.jsonl has no lines; expected one JSON object a line, with id, label and verdict",
      "[1] | line 1: expected a JSON object with id, label and verdict, not [1]",
      "{'id':'a' | x.jsonl, line 1: ",
      "{'id':'a','verdict':'pass'} | line 1: the case 'a' has no label; expected what people say: pass, fail, first or second",
      "{'id':'a','label':'maybe','verdict':'pass'} | the label is 'maybe'; expected pass, fail, first or second",
      "{'label':'pass','verdict':'pass'} | line 1: it has no id; expected one that names the case",
      "{'id':'a','label':'pass','verdict':'good'} | expected pass or fail, and the first is: good",
      "{'id':'a','label':'pass','verdict':'pass','swapped':'fail'} | swapped is the verdict on a pair in the other order",
      "{'id':'a','label':'first','verdict':'first','outputs':['x']} | outputs is ['x']; expected the two texts of the pair",
      "{'id':'a','label':'pass','verdict':'pass'}#{'id':'a','label':'fail','verdict':'pass'} | line 2: the case 'a' is there already, in ",
      "{'id':'a','label':'pass','verdict':'pass'}#{'id':'b','label':'first','verdict':'first'} | line 2: the label is 'first'; expected pass or fail, as in the lines before",
      "{'id':'a','label':'pass','judge':'x','verdict':'pass'}#{'id':'b','label':'fail','judge':'y','verdict':'pass'} | there are verdicts of 2 judges; choose one with --judge: 'x', 'y'"})
  void whatIsWrongWithTheLinesIsSaidWithItsPlace(String lines, String message) {
    String text = lines.equals("''") ? "" : lines.replace('\'', '"').replace("#", "\n");
    write("x.jsonl", text);
    Result result = athanor("judge", "calibrate", "x.jsonl");
    assertThat(result.code()).isEqualTo(ExitCode.USER.number());
    assertThat(result.err().replace('"', '\'')).contains(message);
    assertThat(folder.resolve("evals/judges")).doesNotExist();
  }

  @Test
  void filesThatDoNotFitAreNamed() {
    write("labels.jsonl", line("a", "pass", "x") + line("b", "fail", "x"));
    write("judged.jsonl", "{\"id\":\"a\",\"verdict\":\"pass\"}\n");
    assertThat(athanor("judge", "calibrate", "labels.jsonl", "--verdicts", "judged.jsonl").err()).contains(
        "line 2: the case \"b\" has no line in ", "expected a verdict of every labelled case");
    write("judged.jsonl", line("a", "", "pass") + line("b", "", "pass") + line("c", "", "pass"));
    assertThat(athanor("judge", "calibrate", "labels.jsonl", "--verdicts", "judged.jsonl").err()).contains(
        "judged.jsonl, line 3: the case \"c\" has no label in ");
    assertThat(athanor("judge", "calibrate", "nope.jsonl").err()).contains("there is no file ");
    assertThat(athanor("judge", "calibrate", "labels.jsonl").err()).contains(
        "none of the judge's verdicts can be read");
    write("fine.jsonl", line("a", "pass", "pass"));
    assertThat(athanor("judge", "calibrate", "fine.jsonl", "--name", "a b").err()).contains(
        "\"a b\" can't name a calibration");
    assertThat(athanor("judge").err()).contains("Missing required subcommand: calibrate LABELS");
  }

  @Test
  void oneCaseAndOneKindAreMeasuredWithACautionAndNotCorrected() {
    write("one.jsonl", line("a", "pass", "pass"));
    Result one = athanor("judge", "calibrate", "one.jsonl");
    assertThat(one.code()).isZero();
    assertThat(one.out()).contains("1.000 [0.025, 1.000]", "caution: fewer than 40 cases (1)",
        "caution: people say fail of no case").doesNotContain("kappa");
    assertThat(athanor("judge", "correct", "one", "1/2").err()).contains(
        "all labels are positive, so the judge's error on the others is not known");
    write("bad.jsonl", line("a", "pass", "fail") + line("b", "fail", "pass"));
    athanor("judge", "calibrate", "bad.jsonl");
    assertThat(athanor("judge", "correct", "bad", "1/2").err()).contains(
        "the judge is no better than chance (sensitivity 0.000 + specificity 0.000");
    assertThat(athanor("judge", "correct", "bad", "3/2").err()).contains("\"3/2\" is no share");
    assertThat(athanor("judge", "correct", "bad", "half").err()).contains("\"half\" is no share");
    assertThat(athanor("judge", "correct", "nope", "1/2").err()).contains("there is no calibration ",
        "athanor judge calibrate LABELS --name nope");
    write("evals/judges/bad.calibration.json", "{\"task\":\"pass-fail\",\"patterns\":[{\"label\":\"up\"}]}");
    assertThat(athanor("judge", "correct", "bad", "1/2").err()).contains(
        "the calibration's file has {\"label\":\"up\"}, where label, cases and verdicts were expected");
  }
}
