package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What whoever asks gets to see, command by command. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadersTest {
  private static final String SECRET = "How much does the caretaker earn in a month?";

  private static final int BAD_INPUT = 3;

  private CommandLineUnderTest shell;

  @BeforeAll
  void fill(@TempDir Path empty) {
    Handbook.write(empty.resolve("docs"));
    Handbook.file(empty.resolve("docs"), "hr/wages.md", """
        # Wages

        The caretaker earns 2,345 florins in a month. The cook earns 1,234 florins in a month.
        """);
    Handbook.readable(empty, "[anna]");
    shell = CommandLineUnderTest.in(empty);
    assertThat(shell.athanor("sync").code()).isZero();
  }

  private JsonNode json(String... arguments) {
    Result result = shell.athanor(arguments);
    assertThat(result.code()).as(result.err()).isZero();
    return result.json();
  }

  private List<String> found(String... arguments) {
    return json(arguments).path("hits").valueStream().map(hit -> hit.path("document").asString()).toList();
  }

  private String ask(String... names) {
    return json(names.length == 0 ? new String[]{"ask", "--json", SECRET}
        : new String[]{"ask", "--json", "--as", names[0], SECRET}).path("run").asString();
  }

  @Test
  void aSearchFindsWhatOneMayReadAndPasses() {
    assertThat(found("search", "--json", "caretaker", "month")).doesNotContain("hr/wages.md");
    assertThat(found("search", "--json", "--as", "ben,staff", "caretaker", "month"))
        .doesNotContain("hr/wages.md");
    assertThat(found("search", "--json", "--as", "ben,anna", "caretaker", "month")).contains("hr/wages.md");
    assertThat(found("search", "--json", "--as", "anna", "--filter", "-path:hr/**", "caretaker", "month"))
        .isNotEmpty().doesNotContain("hr/wages.md");
  }

  @Test
  void anAnswerCitesWhatOneMayRead() {
    Result anna = shell.athanor("ask", "--as", "anna", SECRET);
    assertThat(anna.out()).startsWith("The caretaker earns 2,345 florins in a month.")
        .contains("hr/wages.md");
    assertThat(shell.athanor("ask", SECRET).out()).doesNotContain("2,345", "wages");
    assertThat(shell.athanor("ask", "--as", "anna", "--filter", "path:*.txt", SECRET).out()).doesNotContain(
        "2,345",
        "wages");
  }

  @Test
  void aChatAnswersTheSameOneThroughout() {
    assertThat(shell.piped(SECRET + "\n" + SECRET + "\n", "chat", "--as", "anna").out()).contains("2,345");
    assertThat(shell.piped(SECRET + "\n" + SECRET + "\n", "chat").out()).doesNotContain("2,345", "wages");
  }

  @Test
  void aReplayAndAForkAskInTheNamesOfTheRun() {
    String annas = ask("anna");
    String anybodys = ask();
    assertThat(shell.athanor("replay", annas).code()).isZero();
    assertThat(shell.athanor("fork", annas, "--at", "retrieve", "--set", "retrieval.k=3").out())
        .contains("2,345");
    Result fork = shell.athanor("fork", anybodys, "--at", "retrieve", "--set", "retrieval.k=3", "--set",
        "retrieval.expandParents=false");
    assertThat(fork.code()).as(fork.err()).isZero();
    assertThat(fork.out()).doesNotContain("2,345", "wages");
    Result operator = shell.athanor("fork", annas, "--at", "retrieve", "--set", "principals=[\"*\"]");
    assertThat(operator.code()).isEqualTo(BAD_INPUT);
    assertThat(operator.err()).contains("\"*\" is no name of a person, group or role");
  }

  @Test
  void documentsAreListedAndShownToWhoMayReadThem() {
    assertThat(shell.athanor("documents").out()).contains("hr/wages.md");
    assertThat(shell.athanor("documents", "--as", "anna").out()).contains("hr/wages.md", "leave.md");
    Result staff = shell.athanor("documents", "--as", "staff");
    assertThat(staff.out()).contains("leave.md").doesNotContain("hr/wages.md");
    assertThat(staff.err()).isEqualTo("3 documents of 3: 3 indexed\n");
    assertThat(shell.athanor("document", "show", "--as", "anna", "hr/wages.md").out()).contains("2,345");
    Result hidden = shell.athanor("document", "show", "--as", "staff", "hr/wages.md");
    assertThat(hidden.out()).isEmpty();
    assertThat(hidden.err()).startsWith("athanor: there is no document \"hr/wages.md\"; the nearest are ")
        .doesNotContain("are hr/", ", hr/");
  }

  @Test
  void whereAnAnswerCameFromIsToldToWhoMayReadThat() {
    String annas = ask("anna");
    assertThat(shell.athanor("lineage", annas).out()).contains("hr/wages.md", "2,345");
    assertThat(shell.athanor("lineage", annas, "--as", "anna").out()).contains("hr/wages.md");
    Result staff = shell.athanor("lineage", annas, "--as", "staff");
    assertThat(staff.out()).isEmpty();
    assertThat(staff.err()).contains("cites nothing").doesNotContain("wages");
    assertThat(json("document", "show", "--json", "--as", "anna", "hr/wages.md").path("citedBy").toString())
        .contains(
            annas);
    ask();
    assertThat(json("document", "show", "--json", "--as", "everyone", "leave.md").path("citedBy").toString())
        .doesNotContain(annas);
  }

  @Test
  void aFilterThatIsWrongIsNamedWithItsPlaceAndTheFieldsThatThereAre() {
    for (String command : List.of("search", "ask")) {
      Result open = shell.athanor(command, "--filter", "type:pdf (title:x", "anything");
      assertThat(open.code()).isEqualTo(BAD_INPUT);
      assertThat(open.err()).contains(" at column ", "; expected ");
      Result unknown = shell.athanor(command, "--filter", "titel:x", "anything");
      assertThat(unknown.err())
          .contains("the filter asks for \"titel\", but no document here has such a field;"
              + " did you mean title", "Fields are source, path, type, title");
    }
  }

  @Test
  void aQueryOfAHundredThousandCharactersIsAnsweredOrNamed() {
    String words = "caretaker florins ".repeat(5_600);
    assertThat(words.length()).isGreaterThan(100_000);
    Result refused = shell.athanor("search", words);
    assertThat(refused.code()).isEqualTo(BAD_INPUT);
    assertThat(refused.err()).contains("the question has ", "expected at most ");
  }
}
