package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DatasetCommandsTest {
  @TempDir
  private Path folder;

  private Result athanor(String... arguments) {
    return CommandLineUnderTest.in(folder).athanor(arguments);
  }

  private static String trial(int task, int trial, int reward) {
    return "{\"task_id\":" + task + ",\"reward\":" + reward + ".0,\"trial\":" + trial
        + ",\"info\":{\"task\":{\"instruction\":\"Book " + task
        + ".\",\"actions\":[{\"name\":\"book\",\"kwargs\":{\"seat\":" + task
        + "}}]}},\"traj\":[{\"role\":\"user\",\"content\":\"Hello\"},"
        + "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"t1\",\"function\":{\"name\":\"book\","
        + "\"arguments\":\"{\\\"seat\\\": " + task
        + "}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"t1\",\"name\":\"book\","
        + "\"content\":\"done\"},{\"role\":\"assistant\",\"content\":\"Booked.\"}]}";
  }

  @Test
  void trajectoriesBecomeCasesAndRecordedOutputsThatAreScoredAsTheyWere() throws Exception {
    Files.writeString(folder.resolve("air.json"),
        "[" + String.join(",", trial(0, 0, 1), trial(1, 0, 0), trial(0, 1,
            1), trial(1, 1, 1)) + "]");
    Result imported = athanor("dataset", "import", "air.json", "--name", "air");
    assertThat(imported.code()).as(imported.err()).isZero();
    assertThat(imported.out())
        .isEqualTo("2 cases in evals/air.jsonl\n4 recorded outputs in evals/air.outputs.jsonl\n");
    Files.writeString(folder.resolve("evals/air.yaml"), """
        dataset: air.jsonl
        systems: [{name: agent, outputs: air.outputs.jsonl}]
        scorers: [reward, tool-calls]
        repeats: 2
        """);
    JsonNode json = athanor("eval", "run", "air", "--json").json();
    assertThat(json.at("/systems/0/attempts/0/all/value").asDouble()).isEqualTo(.75);
    assertThat(json.at("/systems/0/attempts/1/all/value").asDouble()).isEqualTo(.5);
    assertThat(json.at("/systems/0/attempts/1/any/value").asDouble()).isEqualTo(1);
    assertThat(json.at("/systems/0/metrics/1/estimate/value").asDouble()).isEqualTo(1);
  }

  @Test
  void casesOfOthersKeepWhatASystemHasAnsweredBesideThem() throws Exception {
    Files.writeString(folder.resolve("deep.jsonl"),
        "{\"input\":\"2+2?\",\"expected_output\":\"4\",\"actual_output\":\"5\",\"topic\":\"sums\"}\n");
    assertThat(athanor("dataset", "import", "deep.jsonl", "--json").json().path("outputs").asInt())
        .isEqualTo(1);
    assertThat(Files.readString(folder.resolve("evals/deep.jsonl"))).contains("\"input\":\"2+2?\"",
        "\"reference\":\"4\"", "\"topic\":\"sums\"").doesNotContain("\"5\"", "null", "[]");
    assertThat(Files.readString(folder.resolve("evals/deep.outputs.jsonl"))).contains("\"output\":\"5\"");
    Result shown = athanor("dataset", "show", "deep");
    assertThat(shown.out()).contains("1 case: validation 1; 1 with a reference; 1 cluster",
        "metadata  topic 1", "2+2?",
        "  = 4");
    assertThat(athanor("dataset", "show", "deep", "--json").json().path("metadata").path("topic").asInt())
        .isEqualTo(
            1);
  }

  @Test
  void aTableIsTakenTooAndNothingIsWrittenOver() throws Exception {
    Files.writeString(folder.resolve("t.csv"), "question,answer\nWho?,Ann\n");
    assertThat(athanor("dataset", "import", "t.csv").code()).isZero();
    Result again = athanor("dataset", "import", "t.csv");
    assertThat(again.code()).isEqualTo(ExitCode.USER.number());
    assertThat(again.err()).contains("there is a dataset t in ", "or write over it with --replace");
    assertThat(athanor("dataset", "import", "t.csv", "--replace").code()).isZero();
    assertThat(athanor("dataset", "import", "nope.csv").err()).contains("there is no dataset ");
    assertThat(athanor("dataset", "import", "t.csv", "--name", "a b").err())
        .contains("\"a b\" can't name a dataset");
  }

  @Test
  void recordedOutputsOfAnotherDatasetAreNotLeftBesideNewCases() throws Exception {
    Files.createDirectories(folder.resolve("evals"));
    Path outputs = folder.resolve("evals/t.outputs.jsonl");
    Files.writeString(outputs, "{\"id\":\"1\",\"output\":\"Bob\"}\n");
    Files.writeString(folder.resolve("t.csv"), "question,answer\nWho?,Ann\n");
    Result refused = athanor("dataset", "import", "t.csv");
    assertThat(refused.code()).isEqualTo(ExitCode.USER.number());
    assertThat(refused.err()).contains("there is a file of recorded outputs of a dataset t in ",
        " already; choose another name with --name, or write over it with --replace");
    assertThat(outputs).exists();
    assertThat(folder.resolve("evals/t.jsonl")).doesNotExist();
    Result replaced = athanor("dataset", "import", "t.csv", "--replace");
    assertThat(replaced.code()).as(replaced.err()).isZero();
    assertThat(replaced.err())
        .contains("Deleted evals/t.outputs.jsonl, which was of the dataset before this one.");
    assertThat(outputs).doesNotExist();
    assertThat(folder.resolve("evals/t.jsonl")).exists();
  }

  @Test
  void aTrajectoryThatLacksSomethingIsNamed() throws Exception {
    Files.writeString(folder.resolve("air.json"), "[" + trial(0, 0, 1) + ",{\"task_id\":1}]");
    assertThat(athanor("dataset", "import", "air.json").err()).contains(
        "trajectory 2 lacks one of task_id, reward and traj; it has [task_id]");
  }
}
