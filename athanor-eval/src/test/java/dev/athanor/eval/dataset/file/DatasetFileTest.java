package dev.athanor.eval.dataset.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.error.AthanorException;
import dev.athanor.eval.dataset.Case;
import dev.athanor.eval.dataset.Dataset;
import dev.athanor.eval.dataset.Split;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFileTest {
  @TempDir
  private Path folder;

  private Dataset read(String name, String content) throws IOException {
    return DatasetFile.of(Files.writeString(folder.resolve(name), content)).read();
  }

  private Case one(String name, String content) throws IOException {
    List<Case> cases = read(name, content).cases();
    assertThat(cases).hasSize(1);
    return cases.getFirst();
  }

  private static String reference(Case given) {
    return given.reference().map(json -> json.isString() ? json.stringValue() : json.toString()).orElse("-");
  }

  @Test
  void aSplitInAListIsThatSplitAndWhatIsNoTextIsRefused() throws IOException {
    assertThat(
        one("l.jsonl", "{\"inputs\":{\"q\":\"a\"},\"outputs\":{\"a\":\"b\"},\"split\":[\"test\"]}").split())
        .isEqualTo(Split.TEST);
    assertThatThrownBy(() -> read("s.jsonl", "{\"input\":\"a\",\"split\":[\"test\",\"train\"]}"))
        .hasMessageContaining("s.jsonl, line 1")
        .hasMessageContaining("the split of a case is [\"test\",\"train\"]");
    assertThatThrownBy(() -> read("t.jsonl", "{\"input\":\"a\",\"tags\":[[\"x\"]]}"))
        .hasMessageContaining("t.jsonl, line 1")
        .hasMessageContaining("the tags of a case is [\"x\"]; expected text");
  }

  @Test
  void ourOwnFormSaysEverythingOfACase() throws IOException {
    Case given = one("own.jsonl",
        """
            {"id":"q1","input":"Who?","reference":["Ann","Anna"],"context":["Ann did."],"metadata":{"page":3},"tags":["b","a"],\
            "cluster":"doc-1","split":"test"}
            """);
    assertThat(given.id()).isEqualTo("q1");
    assertThat(reference(given)).isEqualTo("[\"Ann\",\"Anna\"]");
    assertThat(given.context()).containsExactly("Ann did.");
    assertThat(given.metadata().path("page").asInt()).isEqualTo(3);
    assertThat(given.tags()).containsExactly("a", "b");
    assertThat(given.unit()).isEqualTo("doc-1");
    assertThat(given.split()).isEqualTo(Split.TEST);
  }

  @Test
  void theFormsOfOthersAreToldByTheirMembers() throws IOException {
    assertThat(reference(one("i.jsonl", "{\"input\":\"2+2?\",\"target\":\"4\",\"choices\":[\"3\",\"4\"]}")))
        .isEqualTo("4");
    Case deepEval = one("d.jsonl",
        "{\"input\":\"q\",\"expected_output\":\"a\",\"actual_output\":\"b\",\"retrieval_context\":[\"c\"]}");
    assertThat(reference(deepEval)).isEqualTo("a");
    assertThat(deepEval.context()).containsExactly("c");
    assertThat(deepEval.metadata().path(Dialect.OUTPUT).asString()).isEqualTo("b");
    Case openAi =
        one("o.jsonl", "{\"input\":[{\"role\":\"user\",\"content\":\"q\"}],\"ideal\":[\"a\",\"b\"]}");
    assertThat(openAi.input().isArray()).isTrue();
    assertThat(reference(openAi)).isEqualTo("[\"a\",\"b\"]");
    Case ragas = one("r.jsonl",
        "{\"user_input\":\"q\",\"reference\":\"a\",\"response\":\"b\",\"retrieved_contexts\":[\"c\",\"d\"]}");
    assertThat(ragas.context()).containsExactly("c", "d");
    assertThat(ragas.metadata().path(Dialect.OUTPUT).asString()).isEqualTo("b");
    Case langSmith = one("l.jsonl",
        "{\"inputs\":{\"question\":\"q\"},\"outputs\":{\"answer\":\"a\"},\"metadata\":{\"k\":1}}");
    assertThat(langSmith.input().asString()).isEqualTo("q");
    assertThat(reference(langSmith)).isEqualTo("a");
    Case mlflow =
        one("m.jsonl", "{\"inputs\":{\"q\":\"x\",\"n\":1},\"expectations\":{\"expected_response\":\"a\"}}");
    assertThat(mlflow.input().path("n").asInt()).isEqualTo(1);
    assertThat(reference(mlflow)).isEqualTo("a");
  }

  @Test
  void whatAFormHasNoPlaceForIsKeptInTheMetadata() throws IOException {
    Case given = one("i.jsonl",
        "{\"input\":\"q\",\"target\":\"a\",\"metadata\":{\"x\":1},\"document\":\"d.md\",\"start\":51}");
    assertThat(given.metadata()).hasToString("{\"x\":1,\"document\":\"d.md\",\"start\":51}");
  }

  @Test
  void arraysOfCasesAndTablesAreDatasetsAsWell() throws IOException {
    assertThat(
        read("a.json", "[{\"input\":\"x\",\"target\":\"y\"},{\"input\":\"z\",\"target\":\"w\"}]").cases())
        .hasSize(2);
    assertThat(
        read("b.json", "{\"examples\":[{\"inputs\":{\"q\":\"x\"},\"outputs\":{\"a\":\"y\"}}]}").cases())
        .hasSize(1);
    Case row = one("t.csv",
        "\uFEFFID,Question,Answer,Topic,Tags\nq1,\"What, now?\",\"line\nbreak\",cats,\"a; b\"\n");
    assertThat(row.id()).isEqualTo("q1");
    assertThat(row.input().asString()).isEqualTo("What, now?");
    assertThat(reference(row)).isEqualTo("line\nbreak");
    assertThat(row.metadata().path("Topic").asString()).isEqualTo("cats");
    assertThat(row.tags()).containsExactly("a", "b");
    assertThat(one("t.tsv", "input\treference\nq\t\n").reference()).isEmpty();
  }

  @Test
  void aCaseWithoutAnIdIsNamedByItsContentWhereverItStands() throws IOException {
    Dataset first = read("a.jsonl", "{\"input\":\"x\"}\n{\"input\":\"y\"}\n\n{\"input\":\"x\"}\n");
    Dataset second = read("b.jsonl", "{\"input\":\"y\"}\n{\"input\":\"x\"}\n");
    assertThat(second.cases().get(0).id()).isEqualTo(first.cases().get(1).id());
    assertThat(first.cases().get(2).id()).isEqualTo(first.cases().get(0).id() + "-2");
  }

  @Test
  void twoFilesWithTheSameCasesAreTheSameVersion() throws IOException {
    String a = "{\"id\":\"1\",\"input\":\"x\",\"reference\":\"y\"}\n";
    assertThat(read("a.jsonl", a).version()).isEqualTo(read("b.jsonl", a.replace(":", ": ")).version())
        .isNotEqualTo(read(
            "c.jsonl", a.replace("y", "z")).version());
  }

  @Test
  void whatIsWrongIsNamedWithItsPlace() {
    assertThatThrownBy(() -> read("a.jsonl", "{\"input\":\"x\"}\n{\"input\":\n"))
        .isInstanceOf(AthanorException.class)
        .hasMessageContaining("a.jsonl, line 2: this is not JSON");
    assertThatThrownBy(() -> read("a.jsonl", "{\"input\":NaN}"))
        .hasMessageContaining("line 1: this is not JSON");
    assertThatThrownBy(() -> read("a.jsonl", "[1]"))
        .hasMessageEndingWith("a.jsonl, line 1: a case is a JSON object");
    assertThatThrownBy(() -> read("a.jsonl", "{\"question\":\"x\"}")).hasMessageEndingWith(
        "line 1: it has none of input, inputs and user_input, so there is nothing to ask; it has [question]");
    assertThatThrownBy(() -> read("a.jsonl", "{\"input\":\"x\",\"target\":\"y\"}\n{\"target\":\"y\"}"))
        .hasMessageEndingWith(
            "line 2: it has no input, which is what a system is asked; it has [target]");
    assertThatThrownBy(() -> read("a.jsonl", "{\"input\":\"x\",\"split\":\"holdout\"}")).hasMessageEndingWith(
        "line 1: \"holdout\" is no split; expected train, validation or test");
    assertThatThrownBy(
        () -> read("a.jsonl", "{\"id\":\"1\",\"input\":\"x\"}\n{\"id\":\"1\",\"input\":\"y\"}"))
        .hasMessage(
            "dataset a has two cases with the id \"1\", the 1st and the 2nd; give each case an id of its own");
    assertThatThrownBy(() -> read("a.csv", "topic,answer\nx,y\n")).hasMessageContaining(
        "has no column input, question or prompt, so there is nothing to ask; it has [topic, answer]");
    assertThatThrownBy(() -> read("a.csv", "input,answer\nx,y,z\n")).hasMessageContaining(
        "line 2: it has 3 columns, where 2 were expected");
    assertThatThrownBy(() -> read("a.txt", "x")).hasMessageContaining(
        "is no dataset: expected a name that ends in .jsonl, .json, .csv or .tsv");
    assertThatThrownBy(() -> DatasetFile.of(folder.resolve("none.jsonl")).read()).hasMessageContaining(
        "there is no dataset");
    assertThatThrownBy(() -> {
      Path latin = Files.write(folder.resolve("l.jsonl"),
          "{\"input\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));
      DatasetFile.of(latin).read();
    }).hasMessageEndingWith("is not in UTF-8; save it in UTF-8");
  }

  @Test
  void anEmptyFileIsADatasetOfNoCase() throws IOException {
    assertThat(read("a.jsonl", "\n").cases()).isEmpty();
  }

  @Test
  void aHundredThousandCasesAreReadAtOnce() throws IOException {
    String lines = IntStream.range(0, 100_000)
        .mapToObj(i -> "{\"input\":\"question " + i + "\",\"reference\":\"" + i + "\"}")
        .collect(Collectors.joining("\n"));
    assertThat(read("many.jsonl", lines).cases()).hasSize(100_000);
  }
}
