package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DatasetProposalsTest {
  private static final String LEAVE = "What does \"Leave\" say about \"Sick leave\"?";

  @TempDir
  private Path folder;
  private CommandLineUnderTest shell;

  @BeforeEach
  void read() {
    Handbook.write(folder.resolve("docs"));
    shell = CommandLineUnderTest.in(folder);
    assertThat(shell.athanor("init", "--docs", "docs").code()).isZero();
    assertThat(shell.athanor("sync").code()).isZero();
  }

  private JsonNode waiting() {
    return shell.athanor("dataset", "review", "handbook", "--list", "--json").json().path("waiting");
  }

  @Test
  void whatIsProposedFromDocumentsIsACaseOnlyAfterSomebodyHasAcceptedIt() throws Exception {
    Result proposed = shell.athanor("dataset", "propose", "handbook");
    assertThat(proposed.code()).as(proposed.err()).isZero();
    assertThat(proposed.out()).contains("Look at them with: athanor dataset review handbook");
    assertThat(folder.resolve("evals/handbook.jsonl")).doesNotExist();
    assertThat(waiting().valueStream().map(each -> each.path("input").asString())).contains(
        "What is missing here? Every employee has ____ days of paid leave a year.", LEAVE,
        "What is missing here? A hotel may cost ____ euros a night at most.");
    assertThat(shell.athanor("dataset", "propose", "handbook").out()).contains("Nothing new to propose");
    Result reviewed = shell.typed("x\na\ne\n\ne\nan answer of mine\nr\nq\n", "dataset", "review", "handbook");
    assertThat(reviewed.code()).as(reviewed.err()).isZero();
    assertThat(reviewed.err()).contains("\"x\" is none of a, r, e, s and q");
    assertThat(reviewed.out()).contains("2 cases accepted into evals/handbook.jsonl, 1 rejected, ");
    assertThat(Files.readString(folder.resolve("evals/handbook.jsonl"))).contains("an answer of mine");
    int left = waiting().size();
    assertThat(shell.athanor("dataset", "propose", "handbook").out()).contains("Nothing new to propose");
    assertThat(
        shell.athanor("dataset", "review", "handbook", "--accept", "all", "--split", "train", "--json").json()
            .path("accepted").asInt())
        .isEqualTo(left);
    assertThat(shell.athanor("dataset", "show", "handbook").out())
        .contains("train " + left + ", validation 2");
  }

  @Test
  void acceptedCasesMeasureRetrievalAndAnswers() throws Exception {
    assertThat(shell.athanor("dataset", "propose", "handbook", "--kind", "heading").code()).isZero();
    assertThat(shell.athanor("dataset", "review", "handbook", "--accept", "all").code()).isZero();
    Files.writeString(folder.resolve("evals/handbook.yaml"), """
        dataset: handbook.jsonl
        systems: [ask]
        scorers: [{scorer: hit, k: 3}, token-f1]
        """);
    JsonNode report = shell.athanor("eval", "run", "handbook", "--json").json();
    assertThat(report.at("/systems/0/metrics/0/estimate/value").asDouble()).isEqualTo(1);
  }

  @Test
  void whatCanNotBeDoneIsSaidWithTheNextStep() {
    assertThat(shell.athanor("dataset", "propose", "handbook", "--document", "nothing/**").err())
        .contains(
            "no document whose name matches \"nothing/**\" has running text; see what there is with: athanor documents");
    assertThat(shell.athanor("dataset", "propose", "handbook", "--kind", "riddle").err())
        .contains("--kind is \"riddle\"; expected heading or cloze");
    assertThat(shell.athanor("dataset", "propose", "a/b").err()).contains("\"a/b\" can't name a dataset");
    assertThat(shell.athanor("dataset", "propose", "handbook", "--most", "0").err())
        .contains("expected 1 to 10000");
    assertThat(shell.athanor("dataset", "propose", "handbook", "--model", "nobody:x").code())
        .isEqualTo(ExitCode.USER.number());
    assertThat(shell.athanor("dataset", "review", "handbook", "--accept", "c1").err())
        .contains("no case \"c1\" waits for handbook; nothing does");
    assertThat(shell.athanor("dataset", "propose", "handbook", "--document", "leave.md", "--json").json()
        .path("cases").valueStream().map(each -> each.path("cluster").asString()).distinct())
        .containsExactly("leave.md");
  }
}
