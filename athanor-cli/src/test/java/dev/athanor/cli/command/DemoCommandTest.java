package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import dev.athanor.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The first impression. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoCommandTest {
  private Path folder;
  private CommandLineUnderTest shell;
  private JsonNode demo;

  @BeforeAll
  void demo(@TempDir Path empty) {
    folder = empty;
    shell = CommandLineUnderTest.in(empty);
    Result result = shell.athanor("demo", "--json");
    assertThat(result.code()).as(result.err()).isZero();
    demo = result.json();
  }

  @Test
  void theNetworkIsClosedFirst() {
    assertThat(shell.networkClosings().get()).isPositive();
  }

  @Test
  void threeQuestionsAreAnsweredAsTheDataSetSaysAndOneIsNot() throws IOException {
    List<JsonNode> golden = Files.readAllLines(folder.resolve("athanor-demo/evals/xquad.jsonl")).stream().map(
        Json::parse).toList();
    assertThat(demo.path("asked")).hasSize(4);
    for (JsonNode asked : demo.path("asked").values().stream().limit(3).toList()) {
      JsonNode expected =
          golden.stream().filter(each -> each.path("input").equals(asked.path("question"))).findFirst()
              .orElseThrow();
      JsonNode citation = asked.path("citations").path(0);
      assertThat(asked.path("outcome").asString()).isEqualTo("answered");
      assertThat(asked.path("answer").asString()).contains(expected.path("target").asString());
      assertThat(citation.path("document")).isEqualTo(expected.path("document"));
      int[] text = Files.readString(folder.resolve("athanor-demo/articles").resolve(citation.path("document")
          .asString())).codePoints().toArray();
      int start = citation.path("start").asInt();
      assertThat(new String(text, start, citation.path("end").asInt() - start))
          .isEqualTo(citation.path("quote")
              .asString());
    }
    assertThat(demo.path("asked").path(3).path("outcome").asString()).isEqualTo("abstained");
  }

  @Test
  void theReplayIsIdenticalAndTheForkParts() {
    assertThat(demo.path("replay").path("identical").asBoolean()).isTrue();
    assertThat(demo.path("replay").path("lived").asInt()).isZero();
    assertThat(demo.path("diff").path("parts").path("path").asString()).isEqualTo("retrieve");
    assertThat(demo.path("diff").path("changes").valueStream().map(each -> each.path("kind").asString()))
        .startsWith("started").contains("asked");
  }

  @Test
  void runAgainItWorksAgainEmbedsNothingAndKeepsWhatIsThere() throws IOException {
    Path project = folder.resolve("athanor-demo");
    Files.writeString(project.resolve("articles/Rhine.md"), "# Rhine\n\nMy own words about the river.\n");
    JsonNode again = shell.athanor("demo", "--json").json();
    assertThat(again.path("sync").path("unchanged").asInt()).isEqualTo(47);
    assertThat(again.path("sync").path("embedded").asInt()).isLessThanOrEqualTo(1);
    assertThat(project.resolve("articles/Rhine.md")).content().contains("My own words");
    assertThat(again.path("replay").path("identical").asBoolean()).isTrue();
  }

  @Test
  void peopleGetAStoryWithThreeCommandsToTryNext() {
    Result told = shell.athanor("demo");
    assertThat(told.out()).contains("1  Read the documents", "2  Ask", "3  Look at a run", "4  Replay it",
        "identical  run ", "network closed", "5  Fork it", "<- here they part", "No answer.");
    List<String> last = told.out().lines().toList();
    List<String> commands =
        last.subList(last.indexOf("Go on with") + 1, last.size()).stream().filter(line -> line
            .startsWith("   athanor -C athanor-demo ")).toList();
    assertThat(commands).hasSize(3);
    for (String command : commands) {
      Result followed = shell.athanor(arguments(command));
      assertThat(followed.code()).as(command + followed.err()).isZero();
    }
  }

  /** As a shell splits it: the words after the program's name, with what is in quotes as one. */
  private static String[] arguments(String command) {
    return java.util.regex.Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(command.strip()).results().map(
        match -> match.group(1) == null ? match.group(2) : match.group(1)).skip(1).toArray(String[]::new);
  }
}
