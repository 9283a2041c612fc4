package dev.athanor.cli.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.athanor.embedders.EmbedderSettings;
import dev.athanor.embedders.EmbedderSettings.OnnxFiles;
import dev.athanor.embedders.EmbedderSettings.OwnClass;
import dev.athanor.embedders.EmbedderSettings.Pooling;
import dev.athanor.embedders.EmbedderSettings.Provided;
import dev.athanor.embedders.EmbedderSettings.Shipped;
import dev.athanor.embedders.EmbedderSettings.Texts;
import dev.athanor.model.ModelName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbedderSectionTest {
  @TempDir
  private Path folder;

  private IndexesSettings read(String knowledge) throws IOException {
    Path file = folder.resolve(Project.FILE);
    Files.writeString(file, "knowledge:\n  sources:\n    - folder: docs\n" + knowledge.indent(2));
    return ProjectFile.read(file).knowledge().indexes();
  }

  private EmbedderSettings embedder(String inside) throws IOException {
    return read("embedder: {" + inside + "}").embedder();
  }

  private static EmbedderSettings of(IndexesSettings indexes, String name) {
    return Objects.requireNonNull(indexes.beside().get(name)).embedder();
  }

  @Test
  void whoSaysNothingHasTheShippedOneInEveryIndex() throws IOException {
    IndexesSettings indexes = read("indexes: {small: {chunking: {chunk: 80}}}");
    assertThat(indexes.embedder()).isEqualTo(new Shipped());
    assertThat(of(indexes, "small")).isEqualTo(new Shipped());
  }

  @Test
  void aModelOfAProvider() throws IOException {
    assertThat(embedder("model: openai:text-embedding-3-small")).isEqualTo(new Provided(
        new ModelName("openai", "text-embedding-3-small"), Optional.empty(), 64, Texts.PLAIN));
    assertThat(embedder("model: ollama:nomic-embed-text:v1.5, dimensions: 256, batch: 16, tokens: 8192,"
        + " question: 'search_query: ', passage: 'search_document: '")).isEqualTo(new Provided(
            new ModelName("ollama", "nomic-embed-text:v1.5"), Optional.of(256), 16,
            new Texts("search_query: ", "search_document: ", 8192)));
  }

  @Test
  void filesAreRelativeToTheProject() throws IOException {
    assertThat(embedder("onnx: models/a.onnx, tokenizer: models/tokenizer.json, pooling: mean")).isEqualTo(
        new OnnxFiles(folder.resolve("models/a.onnx"), folder.resolve("models/tokenizer.json"), Pooling.MEAN,
            Texts.PLAIN));
    assertThat(embedder("class: com.acme.MyModel, jars: [lib, /opt/acme.jar]")).isEqualTo(new OwnClass(
        "com.acme.MyModel", List.of(folder.resolve("lib"), Path.of("/opt/acme.jar")), Texts.PLAIN));
  }

  @Test
  void anIndexThatSaysNothingHasTheFirstOnesAndMayHaveTheShippedOneAgain() throws IOException {
    IndexesSettings indexes = read("""
        embedder: {model: openai:a}
        indexes:
          same: {}
          other: {embedder: {model: openai:b}}
          shipped: {embedder: {model: bge-small}}
        """);
    assertThat(of(indexes, "same")).isEqualTo(indexes.embedder());
    assertThat(of(indexes, "other")).isInstanceOf(Provided.class)
        .isNotEqualTo(indexes.embedder());
    assertThat(of(indexes, "shipped")).isEqualTo(new Shipped());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "dimensions: 3 | model, onnx and class: none of them is here; expected exactly one",
      "model: openai:a, onnx: b | model, onnx and class: model and onnx are here; expected exactly one",
      "model: text-embedding | is no model; expected PROVIDER:MODEL",
      "model: openai:a, pooling: cls | unknown key \"pooling\" in knowledge.embedder",
      "model: bge-small, dimensions: 3 | unknown key \"dimensions\" in knowledge.embedder",
      "model: openai:a, dimensions: 5000 | dimensions 5000; expected from 1 to 4096, which is what an index takes",
      "model: openai:a, batch: 0 | knowledge.embedder.batch is 0; expected a whole number from 1",
      "model: openai:a, batch: 9999 | batch 9999; expected from 1 to 2048 texts at once",
      "onnx: a, pooling: cls | knowledge.embedder.tokenizer is missing; expected the tokenizer.json that lies beside",
      "onnx: a, tokenizer: b | knowledge.embedder.pooling is missing; expected mean or cls",
      "onnx: a, tokenizer: b, pooling: max | knowledge.embedder.pooling is \"max\"; expected one of mean, cls",
      "class: com.acme.A | the embedder's class com.acme.A has no jars; expected the file that it is in",
  })
  void whatIsWrongIsNamedWithItsPlace(String inside, String message) {
    assertThatThrownBy(() -> embedder(inside)).hasMessageContaining(message)
        .hasMessageContaining("athanor.yaml, line 4, ");
  }
}
