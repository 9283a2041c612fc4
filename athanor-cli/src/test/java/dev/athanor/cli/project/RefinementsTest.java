package dev.athanor.cli.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.knowledge.retrieve.CopySettings;
import dev.athanor.knowledge.retrieve.ExpansionSettings;
import dev.athanor.knowledge.retrieve.RerankSettings;
import dev.athanor.knowledge.retrieve.RetrievalSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefinementsTest {
  @TempDir
  private Path folder;

  private RetrievalSettings read(String sources, String retrieval) throws IOException {
    Path file = Files.writeString(folder.resolve("athanor.yaml"),
        "knowledge:\n  sources: " + sources + "\n  retrieval: " + retrieval + "\n");
    return ProjectFile.read(file).knowledge().retrieval();
  }

  @Test
  void aFileThatSaysNothingOfThemHasTheStandard() throws IOException {
    assertThat(read("[{folder: a}]", "{}")).isEqualTo(RetrievalSettings.STANDARD);
  }

  @Test
  void sourcesAnswerInTheOrderOfTheirAuthorityAndThenOfTheFile() throws IOException {
    assertThat(
        read("[{folder: a, name: a}, {folder: b}, {folder: c, name: c, authority: 1}]", "{}").copying())
        .isEqualTo(CopySettings.STANDARD.trusting(List.of("c", "a", "documents")));
  }

  @Test
  void ofRowsOnlyEqualOnesAreCopies() throws IOException {
    assertThat(read("[{records: orders.csv, text: [note]}]", "{}").copying())
        .isEqualTo(CopySettings.STANDARD.equalOnly(List.of("documents")));
  }

  @Test
  void copiesExpansionAndRerankerAreRead() throws IOException {
    RetrievalSettings read =
        read("[{folder: a}]", "{copies: {collapse: false, likeness: 0.9}, expansion: {words: 5},"
            + " reranker: {model: m.onnx, tokenizer: v.txt, candidates: 30}}");
    assertThat(read.copying()).isEqualTo(new CopySettings(false, 0.9));
    assertThat(read.expansion()).hasValue(new ExpansionSettings(10, 5, 0.5));
    assertThat(read.reranker()).hasValue(new RerankSettings("m.onnx", "v.txt", 30));
    assertThat(read("[{folder: a}]", "{expansion: {}}").expansion()).hasValue(ExpansionSettings.STANDARD);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "copies: {likeness: 0.2} | retrieval.copies.likeness is 0.2; expected a number from 0.5",
      "copies: {keep: true} | unknown key \"keep\" in knowledge.retrieval.copies; expected one of collapse, likeness",
      "expansion: {words: 0} | retrieval.expansion.words is 0; expected a whole number from 1 to 100",
      "reranker: {model: m} | knowledge.retrieval.reranker.tokenizer is missing; expected the vocab.txt",
      "reranker: {tokenizer: m} | knowledge.retrieval.reranker.model is missing; expected the ONNX file",
      "reranker: {model: m, tokenizer: t, candidates: 3} | retrieval.reranker.candidates is 3; expected a whole number from 10"})
  void whatIsWrongIsNamed(String retrieval, String problem) {
    assertThatThrownBy(() -> read("[{folder: a}]", "{" + retrieval + "}")).hasMessageContaining(problem);
  }

  @Test
  void anAuthorityIsAWholeNumberFromOne() {
    assertThatThrownBy(() -> read("[{folder: a, authority: 0}]", "{}")).hasMessageContaining(
        "knowledge.sources[0].authority is 0; expected a whole number from 1");
  }
}
