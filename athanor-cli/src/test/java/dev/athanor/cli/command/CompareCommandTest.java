package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two indexes over the same documents, asked the same questions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompareCommandTest {
  private static final String LEAVE =
      "{\"id\":\"leave\",\"question\":\"How many days of paid leave?\",\"expected\":[\"leave.md\"]}\n";
  private static final String HOTEL =
      "{\"id\":\"hotel\",\"question\":\"What may a hotel cost?\",\"expected\":[\"travel.txt\"]}\n";

  private Path folder = Path.of(".");
  private CommandLineUnderTest shell = CommandLineUnderTest.in(folder);

  @BeforeAll
  void readTheHandbookIntoThreeIndexes(@TempDir Path empty) throws IOException {
    folder = empty;
    shell = CommandLineUnderTest.in(empty);
    Handbook.write(folder.resolve("docs"));
    Files.writeString(folder.resolve("athanor.yaml"), """
        knowledge:
          sources:
            - folder: docs
          indexes:
            small:
              chunking: {chunk: 16, section: 16}
              retrieval: {k: 10}
            words:
              retrieval: {mode: keyword}
            late: {}
        """);
    for (String index : new String[]{"main", "small", "words"}) {
      assertThat(shell.athanor("sync", "--index", index).code()).isZero();
    }
  }

  private Path questions(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Result compare(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "knowledge";
    all[1] = "compare";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return shell.athanor(all);
  }

  private JsonNode json(String... arguments) {
    Result result = compare(arguments);
    assertThat(result.code()).as(result.err()).isZero();
    return result.json();
  }

  private String refused(String... arguments) {
    Result result = compare(arguments);
    assertThat(result.code()).as(result.out()).isEqualTo(ExitCode.USER.number());
    assertThat(result.out()).isEmpty();
    return result.err();
  }

  @Test
  void saysWhichOfTwoIndexesFindsMoreAndHowSureThatIs() throws IOException {
    questions("some.jsonl", LEAVE + HOTEL);
    Result result = compare("main", "small", "some.jsonl");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("A: main   B: small   2 questions, 10 hits each", "nDCG@10",
        "Verdict: 2 questions do not show whether small or main is better by nDCG@10: +0.0000, with 95% confidence");
    assertThat(result.err()).contains("with 2 questions little can be shown; ask at least 40");
  }

  @Test
  void whatWasExpectedIsMeasuredQuestionByQuestion() throws IOException {
    questions("one.jsonl", LEAVE);
    JsonNode json = json("main", "main:mode=keyword,k=1", "one.jsonl", "--json");
    assertThat(json.at("/judged").asInt()).isEqualTo(1);
    assertThat(json.at("/measures/0/measure").asString()).isEqualTo("ndcg");
    assertThat(json.at("/results/0/b/ndcg").asDouble()).isEqualTo(1);
    assertThat(json.at("/results/0/b/precision").asDouble()).isEqualTo(1);
    assertThat(json.at("/results/0/b/hits").size()).isEqualTo(1);
    assertThat(json.at("/results/0/b/hits/0/document").asString()).isEqualTo("leave.md");
    assertThat(json.at("/verdict/outcome").asString()).isEqualTo("undecided");
    assertThat(json.at("/verdict/enough").asLong()).isGreaterThan(1);
    assertThat(json.at("/warnings").toString()).contains("A shows 10 hits and B 1");
  }

  @Test
  void withoutAnythingExpectedOnlyTheirAgreementIsTold() throws IOException {
    questions("plain.csv", "question\nhotel\nkey to the archive\n");
    JsonNode json = json("main", "words", "plain.csv", "--json");
    assertThat(json.at("/verdict").isNull()).isTrue();
    assertThat(json.at("/measures").size()).isZero();
    assertThat(json.at("/agreement/overlap").asDouble()).isBetween(0.0, 1.0);
    assertThat(compare("main", "words", "plain.csv").out())
        .contains("of no question anything is expected that can be found");
  }

  @Test
  void anExpectedDocumentThatNoIndexHasIsLeftOutAndNamed() throws IOException {
    questions("lost.jsonl", LEAVE + HOTEL.replace("travel.txt", "trips.txt"));
    JsonNode json = json("main", "words", "lost.jsonl", "--json");
    assertThat(json.at("/judged").asInt()).isEqualTo(1);
    assertThat(json.at("/unknown/0/expected").asString()).isEqualTo("trips.txt");
    assertThat(json.at("/unknown/0/questions/0").asString()).isEqualTo("hotel");
    assertThat(compare("main", "words", "lost.jsonl").err()).contains(
        "1 of what is expected can't be found in either, and is left out: trips.txt (of question hotel)");
  }

  @Test
  void theJsonHasAllOfItAndNamesAreAPromise() throws IOException {
    questions("shape.jsonl", LEAVE);
    JsonNode json = json("main", "small", "shape.jsonl", "--json");
    assertThat(json.propertyNames()).containsExactly("a", "b", "questions", "judged", "measures", "agreement",
        "verdict", "results", "unknown", "warnings");
    assertThat(json.path("a").propertyNames()).containsExactly("name", "snapshot", "committed", "retrieval",
        "documents", "chunks", "lacking", "characters", "p50", "p95");
    assertThat(json.at("/a/committed").asString()).matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T.*Z");
    assertThat(json.at("/measures/0").propertyNames()).containsExactly("measure", "a", "b", "difference",
        "low",
        "high", "p", "wins", "losses", "ties");
    assertThat(json.path("verdict").propertyNames()).containsExactly("outcome", "measure", "margin", "enough",
        "words");
    assertThat(json.at("/results/0").propertyNames()).containsExactly("question", "text", "judged", "overlap",
        "a",
        "b");
    assertThat(json.at("/results/0/a").propertyNames()).containsExactly("ndcg", "hit", "recall", "precision",
        "mrr",
        "took", "hits");
    assertThat(json.at("/results/0/a/hits/0").propertyNames()).containsExactly("document", "section", "score",
        "relevant");
    assertThat(json.toString()).doesNotContain("NaN", "Infinity");
  }

  @Test
  void manyQuestionsShowWhichIsBetter() throws IOException {
    StringBuilder many = new StringBuilder("question,spans\n");
    for (int i = 0; i < 40; i++) {
      many.append("How many days of paid leave in the year ").append(1980 + i)
          .append("?,A certificate is needed from the fourth day on\n");
    }
    questions("many.csv", many.toString());
    Result result = compare("main:expandParents=true", "small:k=1", "many.csv", "--measure", "hit");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains(
        "Verdict: small:k=1 is worse than main:expandParents=true by hit@10/1: -1.0000,",
        "expected: \"A certificate is needed from the fourth day on\"");
    assertThat(result.err()).doesNotContain("little can be shown");
    Result alike = compare("main", "words", "many.csv", "--measure", "hit", "--margin", "0.1");
    assertThat(alike.out()).contains("Verdict: words is as good as main by hit@10 within 0.1: +0.0000");
  }

  @Test
  void aTestCollectionIsUsedAsItIs() throws IOException {
    Path beir = folder.resolve("beir");
    Files.createDirectories(beir.resolve("qrels"));
    Files.writeString(beir.resolve("queries.jsonl"),
        "{\"_id\":\"1\",\"text\":\"paid leave\"}\n{\"_id\":\"2\",\"text\":\"not judged\"}\n");
    Files.writeString(beir.resolve("qrels/test.tsv"), "query-id\tcorpus-id\tscore\n1\tleave\t1\n");
    JsonNode json = json("main", "words", "beir", "--json");
    assertThat(json.path("questions").asInt()).isEqualTo(1);
    assertThat(json.at("/results/0/a/hit").asDouble()).isEqualTo(1);
    assertThat(refused("main", "words", "beir/queries.jsonl", "--qrels", "beir/none.tsv"))
        .contains("none.tsv is not there");
  }

  @Test
  void aFilterLeavesOutWhatItHides() throws IOException {
    questions("both.jsonl", LEAVE + HOTEL);
    JsonNode json = json("main", "words", "both.jsonl", "--filter", "path:*.txt", "--json");
    assertThat(json.path("judged").asInt()).isEqualTo(1);
    assertThat(json.at("/unknown/0/expected").asString()).isEqualTo("leave.md (does not pass the filter)");
    assertThat(json.at("/results/1/b/hits")).allSatisfy(hit -> assertThat(hit.path("document").asString())
        .isEqualTo("travel.txt"));
  }

  @Test
  void thePageNeedsNothingElseAndEscapesWhatIsAsked() throws IOException {
    questions("page.jsonl", LEAVE.replace("How", "<b>&How"));
    Result result = compare("main", "small:mode=dense", "page.jsonl", "--html", "page.html", "-k", "3");
    assertThat(result.err()).contains("Wrote page.html");
    assertThat(Files.readString(folder.resolve("page.html"))).startsWith("<!doctype html>")
        .contains("<svg", "nDCG@3", "&lt;b&gt;&amp;How", "Verdict: ").doesNotContain("<script", "http:",
            "https:",
            "src=", "<b>&", "NaN");
    assertThat(refused("main", "small", "page.jsonl", "--html", "no/such/folder.html"))
        .contains("the page can't be written to ", "name a file in a folder that exists");
  }

  @Test
  void whatIsWrongIsNamed() throws IOException {
    questions("good.jsonl", LEAVE);
    assertThat(refused("main", "smal", "good.jsonl"))
        .contains("there is no index \"smal\" in athanor.yaml; nearest: small");
    assertThat(refused("main", "late", "good.jsonl"))
        .contains("nothing was synced into the index \"late\" yet");
    assertThat(refused("main", "main", "good.jsonl")).contains("\"main\" is compared with itself");
    assertThat(refused("main", "main:modes=keyword", "good.jsonl"))
        .contains("\"main:modes=keyword\" sets \"modes\"; expected one of mode, k,",
            "did you mean \"mode\"?");
    assertThat(refused("main", "main:mode=fuzzy", "good.jsonl"))
        .contains("sets mode to \"fuzzy\"; expected keyword, dense, hybrid");
    assertThat(refused("main", "main:k=0", "good.jsonl"))
        .contains("\"main:k=0\" can't be searched so: retrieval.k is 0; expected a whole number from 1");
    assertThat(refused("main", "small", "none.jsonl")).contains("none.jsonl is not there");
    assertThat(refused("main", "small", "good.jsonl", "--measure", "map"))
        .contains("--measure is \"map\"; expected ndcg, hit, recall, precision or mrr");
    assertThat(refused("main", "small", "good.jsonl", "--margin", "0"))
        .contains("--margin is 0.0; expected a number above 0");
    assertThat(refused("main", "small", "good.jsonl", "-k", "0"))
        .contains("retrieval.k is 0; expected a whole number from 1 to 10000");
    assertThat(refused("main", "small", "good.jsonl", "--filter", "nosuch:1"))
        .contains("the filter asks for \"nosuch\", but no document here has such a field");
    assertThat(refused("main", "small", "good.jsonl", "--filter", "(a:1")).contains("column");
    questions("broken.jsonl", LEAVE + "\n{\"question\":\n");
    assertThat(refused("main", "small", "broken.jsonl")).contains("broken.jsonl:3: this is not JSON: ");
  }
}
