package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong: a documented exit code, nothing on stdout, and a message that says what to do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
  private Path folder;
  private AskedProject project;

  @BeforeAll
  void ask(@TempDir Path empty) {
    folder = empty;
    project = AskedProject.in(empty);
  }

  /** Arguments, the exit code, and how the message begins. RUN is the run of the project. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "-C gone runs | 3 | there is no folder PROJECT/gone; expected a project folder after -C",
      "-C docs runs | 3 | there is no athanor.yaml in PROJECT/docs; make the folder a project with: athanor init",
      "show nosuchrun | 3 | there is no run 'nosuchrun'; the nearest are RUN",
      "replay ../x | 3 | there is no run '../x'; the nearest are RUN",
      "diff RUN nosuchrun | 3 | there is no run 'nosuchrun'",
      "show RUN --step retreive | 3 | run RUN has no step 'retreive'; the nearest are retrieve, extract",
      "show RUN --step a//b | 3 | 'a//b' is no path: '' is not of the form name, name[2] or name{key}",
      "fork RUN --at retreive | 3 | run RUN has no step 'retreive'; it has [retrieve, extract]",
      "fork RUN --at retrieve --set retrieval.denseWieght=0 | 3 | the run is not pinned to 'retrieval.denseWieght',"
          + " so changing it would change nothing; it is pinned to [retrieval.denseWeight,",
      "fork RUN --at retrieve --set retrieval.denseWeight=much | 3 | retrieval.denseWeight is set to much, but the run has"
          + " 0.7 there; expected a value of the same kind",
      "fork RUN --at retrieve --set retrieval.denseWeight | 3 | --set is 'retrieval.denseWeight'; expected KEY=VALUE,"
          + " such as retrieval.denseWeight=0",
      "fork RUN --at retrieve --supply retrieve={ | 3 | --supply retrieve: this is not JSON",
      "fork RUN --at retrieve --set retrieval.denseWeight=7 | 10 | the run failed: ",
      "runs -n 0 | 3 | -n is 0; expected at least 1",
      "search -k 0 key | 3 | retrieval.k is 0; expected a whole number from 1 to 10000",
      "export RUN athanor.yaml | 3 | PROJECT/athanor.yaml exists already and is left as it is; choose another name",
      "export RUN gone/run.athanor | 4 | PROJECT/gone/run.athanor can't be written",
      "import gone.athanor | 3 | PROJECT/gone.athanor does not exist; expected a file that athanor export has written",
      "import docs | 3 | PROJECT/docs is no file; expected a file that athanor export has written",
      "import athanor.yaml | 4 | PROJECT/athanor.yaml is no run bundle, or only the beginning of one",
      "init --docs gone | 3 | PROJECT/gone does not exist; expected the folder that the documents are in",
      "init --docs docs | 3 | PROJECT/athanor.yaml exists already and is left as it is",
      "demo . | 3 | PROJECT is a project of its own; choose another folder: athanor demo FOLDER"})
  void isExplained(String line, int code, String message) {
    Result result = project.shell().athanor(line.replace("RUN", project.run()).split(" ", -1));
    assertThat(result.err().replace('"', '\'')).startsWith("athanor: " + message.replace("RUN", project.run())
        .replace("PROJECT", folder.toString()));
    assertThat(result.code()).isEqualTo(code);
    if (code != ExitCode.RUN_FAILED.number()) {
      assertThat(result.out()).isEmpty();
    }
  }

  @Test
  void aQuestionIsNeitherEmptyNorADocument() {
    Result empty = project.shell().athanor("ask", " ");
    assertThat(empty.code()).isEqualTo(3);
    assertThat(empty.err()).startsWith("athanor: the question is empty; expected some words");
    assertThat(project.shell().athanor("ask", "x".repeat(10_001)).err()).startsWith(
        "athanor: the question has 10001 characters; expected at most 10000");
  }

  @Test
  void whereNothingWasSyncedThereIsNothingToAsk() {
    Path other = newProject("unsynced");
    for (String command : new String[]{"ask", "search"}) {
      Result result = CommandLineUnderTest.in(other).athanor(command, "anything");
      assertThat(result.code()).isEqualTo(3);
      assertThat(result.err()).isEqualTo("athanor: nothing was synced in " + other
          + " yet, so there is nothing to search; read the documents with: athanor sync\n");
    }
    assertThat(CommandLineUnderTest.in(other).athanor("runs").err()).startsWith("There are no runs yet.");
  }

  @Test
  void aFolderWithoutDocumentsIsSaidToHaveNone() throws IOException {
    Path other = newProject("empty");
    deleteTree(other.resolve("docs"));
    Files.createDirectories(other.resolve("docs"));
    Files.writeString(other.resolve("docs/picture.png"), "not a document");
    Result result = CommandLineUnderTest.in(other).athanor("sync");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err()).contains(other.resolve("docs").toString(), "has no documents that can be read",
        "1 x .png");
  }

  @Test
  void aFolderThatIsGoneCostsNothingOfWhatIsKnown() throws IOException {
    Path other = newProject("gone-docs");
    CommandLineUnderTest there = CommandLineUnderTest.in(other);
    there.athanor("sync");
    deleteTree(other.resolve("docs"));
    Result result = there.athanor("sync");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err()).contains("does not exist", "Nothing was changed");
    assertThat(there.athanor("ask", Handbook.QUESTION).out()).startsWith("Every employee has 28 days");
    Result doctor = there.athanor("doctor");
    assertThat(doctor.code()).isEqualTo(ExitCode.UNHEALTHY.number());
    assertThat(doctor.out())
        .containsPattern("(?m)^problem documents +.* is no folder; create it, or name another one");
  }

  @Test
  void badFilesAreNamedAndTheRestIsRead() throws IOException {
    Path other = newProject("bad-files");
    Path docs = other.resolve("docs");
    Files.writeString(docs.resolve("empty.md"), "");
    byte[] noise = new byte[5_000];
    new Random(7).nextBytes(noise);
    Files.write(docs.resolve("binary.md"), noise);
    Files.write(docs.resolve("latin 1 – Größe.txt"),
        "Die Größe des Archivs beträgt siebzig Quadratmeter, sagt der"
            .concat(" Hausmeister. Die Tür schließt um acht.").getBytes(StandardCharsets.ISO_8859_1));
    Files.write(docs.resolve("truncated.docx"), new byte[]{'P', 'K', 3, 4, 20, 0, 0, 0});
    Files.createSymbolicLink(docs.resolve("dangling.txt"), docs.resolve("nowhere.txt"));
    try (RandomAccessFile huge = new RandomAccessFile(docs.resolve("huge.txt").toFile(), "rw")) {
      huge.setLength(500_000_000);
    }
    Result result = CommandLineUnderTest.in(other).athanor("sync", "--json");
    assertThat(result.code()).isZero();
    assertThat(result.json().path("failed").valueStream().map(each -> each.path("document").asString()))
        .contains("binary.md", "truncated.docx", "empty.md", "huge.txt")
        .doesNotContain("latin 1 – Größe.txt", "leave.md");
    assertThat(result.json().path("gaps").path(0).asString())
        .startsWith("dangling.txt: the link points to nothing");
    assertThat(result.json().path("failed")).allSatisfy(each -> assertThat(each.path("reason").asString())
        .isNotBlank().doesNotContain("Exception"));
    assertThat(CommandLineUnderTest.in(other).athanor("ask", "Wie groß ist die Größe des Archivs?").out())
        .contains(
            "Die Größe des Archivs beträgt siebzig Quadratmeter");
  }

  @Test
  void aTamperedBundleIsNotTaken() throws IOException {
    Path bundle = folder.resolve("tampered.athanor");
    project.shell().athanor("export", project.run(), bundle.toString());
    Bundles.rewrite(bundle, "runs/" + project.run() + "/header.json", text -> text.replace("days", "daze"));
    Path other = newProject("taker");
    Result result = CommandLineUnderTest.in(other).athanor("import", bundle.toString());
    assertThat(result.code()).isEqualTo(4);
    assertThat(result.err())
        .startsWith("athanor: " + bundle + " is not what was exported: runs/" + project.run()
            + "/header.json was changed after the export");
    assertThat(CommandLineUnderTest.in(other).athanor("runs", "--json").out()).isEqualTo("{\"runs\":[]}\n");
  }

  @Test
  void aBundleFromANewerVersionIsNotGuessedAt() throws IOException {
    Path bundle = folder.resolve("newer.athanor");
    project.shell().athanor("export", project.run(), bundle.toString());
    Bundles.rewrite(bundle, "bundle.json", text -> text.replace("\"version\":1", "\"version\":99"));
    Result result = project.shell().athanor("import", bundle.toString());
    assertThat(result.code()).isEqualTo(4);
    assertThat(result.err()).contains("was written by a newer Athanor: bundle version 99", "update Athanor");
  }

  @Test
  void halfABundleIsNotTaken() throws IOException {
    Path bundle = folder.resolve("half.athanor");
    project.shell().athanor("export", project.run(), bundle.toString());
    byte[] whole = Files.readAllBytes(bundle);
    Files.write(bundle, java.util.Arrays.copyOf(whole, whole.length / 2));
    Result result = project.shell().athanor("import", bundle.toString());
    assertThat(result.code()).isEqualTo(4);
    assertThat(result.err()).contains("only the beginning of one", "export the run again");
  }

  @Test
  void aJournalThatIsNoneIsNotTouched() throws IOException {
    Path other = newProject("foreign");
    Path journal = other.resolve(".athanor/journal.db");
    Handbook.file(other, ".athanor/journal.db", "this is my diary");
    Result result = CommandLineUnderTest.in(other).athanor("runs");
    assertThat(result.code()).isEqualTo(4);
    assertThat(result.err()).contains(journal + " is no SQLite database");
    assertThat(journal).hasContent("this is my diary");
  }

  @Test
  void aDamagedJournalIsNamedAndTheOtherRunsAreThere() throws SQLException {
    Path other = newProject("damaged");
    CommandLineUnderTest there = CommandLineUnderTest.in(other);
    there.athanor("sync");
    String damaged = there.athanor("ask", "--json", Handbook.QUESTION).json().path("run").asString();
    String whole = there.athanor("ask", "--json", "How much may a hotel cost?").json().path("run").asString();
    damage(other.resolve(".athanor/journal.db"), damaged);
    assertThat(there.athanor("replay", whole).code()).isZero();
    Result runs = there.athanor("runs");
    assertThat(runs.out()).as(runs.err()).contains(whole).doesNotContain(damaged);
    assertThat(runs.err()).contains("1 run can't be read", damaged, "athanor doctor");
    Result doctor = there.athanor("doctor");
    assertThat(doctor.code()).isEqualTo(ExitCode.UNHEALTHY.number());
    assertThat(doctor.out()).containsPattern("(?m)^problem journal .*" + damaged).doesNotContain(whole);
    assertThat(there.athanor("show", damaged).code()).isEqualTo(4);
  }

  @Test
  void aDamagedIndexIsNamedAndBuiltAgainWithoutEmbedding() throws IOException {
    Path other = newProject("damaged-index");
    CommandLineUnderTest there = CommandLineUnderTest.in(other);
    there.athanor("sync");
    try (Stream<Path> files = Files.walk(other.resolve(".athanor/knowledge/index/lucene"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".cfs")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        java.util.Arrays.fill(bytes, bytes.length / 4, bytes.length, (byte) 0);
        Files.write(file, bytes);
      }
    }
    Result asked = there.athanor("ask", Handbook.QUESTION);
    assertThat(asked.code()).isEqualTo(ExitCode.RUN_FAILED.number());
    assertThat(asked.err()).contains("sync --rebuild").doesNotContain("\tat ");
    assertThat(there.athanor("doctor").code()).isEqualTo(ExitCode.UNHEALTHY.number());
    Result rebuilt = there.athanor("sync", "--rebuild", "--json");
    assertThat(rebuilt.code()).as(rebuilt.err()).isZero();
    assertThat(rebuilt.json().path("embedded").asInt()).isZero();
    assertThat(there.athanor("ask", Handbook.QUESTION).out()).startsWith("Every employee has 28 days");
  }

  private Path newProject(String name) {
    Path other = folder.resolve(name);
    Handbook.write(other.resolve("docs"));
    assertThat(CommandLineUnderTest.in(other).athanor("init", "--docs", "docs").code()).isZero();
    return other;
  }

  /** Changes the header and each entry of a run, so that they do not match their checksums. */
  private static void damage(Path journal, String run) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + journal)) {
      for (String table : List.of("header", "entry")) {
        try (var change = connection.prepareStatement("update " + table
            + " set checksum = checksum + 1 where run = (select number from run where id = ?)")) {
          change.setString(1, run);
          assertThat(change.executeUpdate()).isPositive();
        }
      }
    }
  }

  private static void deleteTree(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
