package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What people see. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsTest {
  private Path folder;
  private AskedProject project;

  @BeforeAll
  void ask(@TempDir Path empty) {
    folder = empty;
    project = AskedProject.in(empty);
  }

  private String athanor(String... arguments) {
    Result result = project.shell().athanor(arguments);
    assertThat(result.code()).as(result.err()).isZero();
    return result.out();
  }

  @Test
  void anAnswerComesWithItsPlaceAndItsRunIsNamedBeside() {
    Result result = project.shell().athanor("ask", "How", "much", "may", "a", "hotel", "cost?");
    assertThat(result.out()).isEqualTo("""
        A hotel may cost 120 euros a night at most.

        [1] travel  travel.txt, characters 47 to 90
        """);
    assertThat(result.err()).containsPattern("^run [0-9a-z]{12}, .*; see how it came about: athanor show ");
  }

  @Test
  void anAbstentionSaysWhyAndWhatComesNearest() {
    assertThat(athanor("ask", Handbook.UNANSWERED)).startsWith("No answer.\n")
        .contains("What comes nearest:");
  }

  @Test
  void quietSaysNothingBesideTheResult() {
    Result result = project.shell().athanor("ask", "-q", "How much may a hotel cost?");
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).startsWith("A hotel may cost");
  }

  @Test
  void aQuestionMayBeginWithAnAtSignOrAfterTwoDashesWithADash() {
    assertThat(project.shell().athanor("ask", "@who", "has", "the", "key?").code()).isZero();
    assertThat(project.shell().athanor("ask", "--", "-1?").code()).isZero();
  }

  @Test
  void aRunIsShownWithItsAnswerFirstAndItsStepsAsATree() {
    assertThat(athanor("show", project.run())).startsWith(Handbook.QUESTION + """


        Every employee has 28 days of paid leave a year.

        [1] Leave > Paid leave  leave.md, characters 24 to 72

        run %s  done  extractive,""".formatted(project.run())).containsPattern("2 steps in [0-9.]+ (ms|s)\n")
        .containsPattern("""
            STEP +OPERATION +EFFECT +ORIGIN +TOOK +RESULT
            ├─ retrieve +retrieve +pure +lived +[0-9.]+ (ms|s) +ok
            └─ extract +extract +pure +lived +[0-9.]+ (ms|s) +ok
            $""");
  }

  @Test
  void aStepIsShownWithWhatItAskedAndWhatItWasAnswered() {
    assertThat(athanor("show", "--step", "retrieve", project.run())).startsWith("request\n{")
        .contains("\nresponse\n{")
        .doesNotContain("failure");
  }

  @Test
  void runsAreListedTheNewestFirstWithWhatWasAsked() {
    athanor("ask", "Where does the key to the archive hang?");
    assertThat(athanor("runs", "-n", "1").lines()).hasSize(2).last().asString().matches(
        "[0-9a-z]{12}  done   [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8} +Where does the key to the archive hang\\?");
  }

  @Test
  void aReplaySaysWhatItHasCompared() {
    assertThat(athanor("replay", project.run())).matches("identical  run " + project.run()
        + ": 2 steps compared with the record, nothing lived, network closed\ndigest     [0-9a-f]{64}\n");
  }

  @Test
  void aForkShowsItsAnswerAndWhereTheTwoPart() {
    String out = athanor("fork", project.run(), "--at", "retrieve", "--set", "retrieval.mode=keyword");
    assertThat(out)
        .containsPattern(
            "^run [0-9a-z]{12}, a fork of " + project.run() + " before retrieve\n\nEvery employee")
        .contains("started with another setting\n  /retrieval/mode\n    - \"hybrid\"\n    + \"keyword\"\n",
            "retrieve: asked something else   <- here they part\n");
  }

  @Test
  void aForkThatChangesNothingIsTheSame() {
    assertThat(athanor("fork", project.run(), "--at", "extract"))
        .contains("The runs are the same: 2 equal steps.");
  }

  @Test
  void aStepCanBeSuppliedWithAResult() {
    String out = athanor("fork", project.run(), "--at", "retrieve", "--supply",
        "retrieve={\"snapshot\":\"s1-00000000\",\"hits\":[]}");
    assertThat(out).contains("No answer.",
        "retrieve: asked the same, answered differently   <- here they part",
        "extract (extract): only in the first run");
  }

  @Test
  void aBundleGoesToAnotherProjectAndReplaysThere() {
    athanor("export", project.run(), "carried.athanor");
    Path other = folder.resolve("other");
    Handbook.write(other.resolve("docs"));
    CommandLineUnderTest there = CommandLineUnderTest.in(other);
    there.athanor("init", "--docs", "docs");
    assertThat(there.athanor("import", "../carried.athanor").out())
        .isEqualTo("Imported run " + project.run() + "\n");
    assertThat(there.athanor("replay", "last").out()).isEqualTo(athanor("replay", project.run()));
  }

  @Test
  void aSearchSaysWhereEachScoreComesFrom() {
    assertThat(athanor("search", "-k", "1", "key", "archive")).containsPattern(
        "^1\\. Räume & Schlüssel  Räume & Schlüssel\\.md\n   1\\.000 = 0\\.3 x 1\\.000 words \\(BM25 [0-9.]+, rank 1\\)"
            + " \\+ 0\\.7 x 1\\.000 meaning \\(cosine [0-9.]+, rank 1\\)\n   The key to the archive");
  }

  @Test
  void aProjectIsChosenWithCOrIsTheNearestUpwards() {
    CommandLineUnderTest elsewhere = CommandLineUnderTest.in(folder.resolveSibling("."));
    assertThat(elsewhere.athanor("-C", folder.toString(), "runs").code()).isZero();
    assertThat(CommandLineUnderTest.in(folder.resolve("docs")).athanor("runs").code()).isZero();
  }

  @Test
  void aSecondSyncEmbedsNothingAndADeletedDocumentIsForgotten() throws Exception {
    Path other = folder.resolve("shrinking");
    Handbook.write(other.resolve("docs"));
    CommandLineUnderTest there = CommandLineUnderTest.in(other);
    there.athanor("init", "--docs", "docs");
    assertThat(there.athanor("sync").out()).startsWith(
        "3 documents added, 0 changed, 0 unchanged, 0 deleted\n4 chunks, 4 newly embedded; snapshot s1-");
    Files.delete(other.resolve("docs/travel.txt"));
    Handbook.file(other.resolve("docs"), "leave.md", "# Leave\n\nThere is none.\n");
    assertThat(there.athanor("sync").out()).startsWith(
        "0 documents added, 1 changed, 1 unchanged, 1 deleted\n2 chunks, 1 newly embedded; snapshot s2-");
    assertThat(there.athanor("ask", "How much may a hotel cost?").out()).startsWith("No answer.");
  }

  @Test
  void doctorSaysOfEachThingHowItIs() {
    assertThat(athanor("doctor").lines()).hasSize(10).allMatch(line -> line.startsWith("ok      "));
  }
}
