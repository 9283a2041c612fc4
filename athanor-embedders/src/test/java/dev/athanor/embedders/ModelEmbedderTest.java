package dev.athanor.embedders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.athanor.embedders.EmbedderSettings.OnnxFiles;
import dev.athanor.embedders.EmbedderSettings.OwnClass;
import dev.athanor.embedders.EmbedderSettings.Pooling;
import dev.athanor.embedders.EmbedderSettings.Texts;
import dev.athanor.knowledge.embed.OnnxEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelEmbedderTest {
  private static final List<String> PASSAGES = List.of("Every employee has 28 days of paid leave a year.",
      "Der Ofen 🔥 misst 3 m.", "x", "An even heat, kept by charcoal. ".repeat(60),
      "[SEP] is text — naïve café");

  @TempDir
  private static Path folder;

  /** But for rounding: the shipped embedder computes another graph of the same model. */
  private static void assertSame(float[] one, float[] other) {
    assertThat(one).hasSameSizeAs(other);
    double cosine = 0;
    for (int i = 0; i < one.length; i++) {
      cosine += (double) one[i] * other[i];
    }
    assertThat(cosine).isCloseTo(1, within(2e-3));
  }

  private static void assertSameAsShipped(ModelEmbedder embedder, List<String> passages) {
    try (OnnxEmbedder shipped = OnnxEmbedder.bgeSmall()) {
      List<float[]> made = embedder.embed(passages);
      List<float[]> expected = shipped.embed(passages);
      for (int i = 0; i < passages.size(); i++) {
        assertSame(made.get(i), expected.get(i));
      }
      assertSame(embedder.embedQuery("How long is the notice?"),
          shipped.embedQuery("How long is the notice?"));
      assertThat(embedder.dimensions()).isEqualTo(shipped.dimensions());
    }
  }

  @Test
  void theShippedModelFromFilesMakesTheVectorsThatTheShippedEmbedderMakes() throws IOException {
    // A name of a special token in a text is an instruction to LangChain4j's tokenizer, and text to ours.
    List<String> passages = PASSAGES.subList(0, 4);
    try (ModelEmbedder embedder = ModelEmbedder.of(ShippedFiles.in(folder))) {
      assertSameAsShipped(embedder, passages);
      assertThat(embedder.embed(passages)).as("the same text gives the same bits, alone and among others")
          .usingElementComparator(java.util.Arrays::compare)
          .containsExactlyElementsOf(
              passages.stream().map(each -> embedder.embed(List.of(each)).getFirst()).toList());
    }
  }

  @Test
  void poolingByTheMeanMakesOtherVectorsAndAnotherVersion() throws IOException {
    OnnxFiles files = ShippedFiles.in(folder);
    OnnxFiles mean = new OnnxFiles(files.model(), files.tokenizer(), Pooling.MEAN, files.texts());
    try (ModelEmbedder one = ModelEmbedder.of(files); ModelEmbedder other = ModelEmbedder.of(mean)) {
      assertThat(one.embedQuery("leave")).isNotEqualTo(other.embedQuery("leave"));
      assertThat(one.version())
          .matches("onnx-6c9c6101a956-[0-9a-f]{12}\\+cls\\+mean-510\\+onnxruntime-1\\.\\d+\\.\\d+\\+plainnorm"
              + "\\+question-[0-9a-f]{8}\\+cut-2048");
      assertThat(other.version()).contains("+mean+mean-510+").isNotEqualTo(one.version());
    }
  }

  @Test
  void textsOfAnyLengthAreEmbedded() throws IOException {
    try (ModelEmbedder embedder = ModelEmbedder.of(ShippedFiles.in(folder))) {
      String whole = "charcoal heat furnace ".repeat(5_000);
      List<float[]> made = embedder.embed(List.of(whole, whole + "and what is cut off", "charcoal"));
      assertThat(made.get(0)).isEqualTo(made.get(1)).isNotEqualTo(made.get(2));
    }
  }

  @Test
  void filesThatWillNotDoAreNamed() throws IOException {
    OnnxFiles files = ShippedFiles.in(folder);
    Path nowhere = folder.resolve("nowhere.onnx");
    try (ModelEmbedder none =
        ModelEmbedder.of(new OnnxFiles(nowhere, files.tokenizer(), Pooling.CLS, Texts.PLAIN))) {
      assertThatThrownBy(none::version)
          .hasMessage("the embedder's model " + nowhere + " can't be read: java.nio.file."
              + "NoSuchFileException: " + nowhere
              + "; expected a file; mend onnx of the embedder in athanor.yaml");
    }
    Path text = Files.writeString(folder.resolve("text"), "no model");
    try (ModelEmbedder wrong =
        ModelEmbedder.of(new OnnxFiles(text, files.tokenizer(), Pooling.CLS, Texts.PLAIN))) {
      assertThatThrownBy(() -> wrong.embedQuery("x")).hasMessageStartingWith("the embedder's model " + text
          + " can't be loaded: ").hasMessageEndingWith("; expected the ONNX file of a model that embeds");
    }
    try (ModelEmbedder wrong =
        ModelEmbedder.of(new OnnxFiles(files.model(), text, Pooling.CLS, Texts.PLAIN))) {
      assertThatThrownBy(() -> wrong.embedQuery("x"))
          .hasMessageStartingWith("the embedder's tokenizer " + text
              + " can't be used: ")
          .hasMessageEndingWith("; expected the tokenizer.json that lies beside the model");
    }
  }

  @Test
  void aClassOfLangChain4jsFromItsJarMakesTheSameVectors() {
    OwnClass own = new OwnClass(
        "dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel",
        List.of(ShippedFiles.jar()), new Texts(ShippedFiles.QUESTION, "", Texts.TOKENS));
    try (ModelEmbedder embedder = ModelEmbedder.of(own)) {
      assertSameAsShipped(embedder, PASSAGES.subList(0, 3));
      assertThat(embedder.version()).startsWith("class-" + own.name() + "-").doesNotContain(".jar");
    }
  }

  private static OwnClass compiled(String name, String body) throws IOException {
    return new OwnClass("acme." + name, List.of(CompiledJar.of(folder, "acme." + name, body)), Texts.PLAIN);
  }

  private static String model(String vector) {
    return """
        package acme;
        import dev.langchain4j.data.embedding.Embedding;
        import dev.langchain4j.data.segment.TextSegment;
        import dev.langchain4j.model.output.Response;
        import java.util.List;
        public class NAME implements dev.langchain4j.model.embedding.EmbeddingModel {
          public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
            return Response.from(segments.stream().map(each -> Embedding.from(VECTOR)).toList());
          }
        }
        """.replace("VECTOR", vector);
  }

  @Test
  void aClassOfOnesOwnIsFoundInItsJarAndItsVectorsAreScaled() throws IOException {
    OwnClass own = compiled("Lengths", model("new float[] {each.text().length(), 4}"));
    try (ModelEmbedder embedder = ModelEmbedder.of(own)) {
      assertThat(embedder.embedQuery("abc")).containsExactly(0.6f, 0.8f);
      assertThat(embedder.dimensions()).isEqualTo(2);
      assertThatThrownBy(() -> Class.forName(own.name())).isInstanceOf(ClassNotFoundException.class);
      OwnClass changed = compiled("Lengths", model("new float[] {each.text().length(), 5}"));
      try (ModelEmbedder other = ModelEmbedder.of(changed)) {
        assertThat(other.version()).as("another jar is another embedder").isNotEqualTo(embedder.version());
      }
    }
  }

  @Test
  void whatAClassDoesWrongIsNamed() throws IOException {
    assertFails(compiled("Zeros", model("new float[2]")),
        "the embedder acme.Zeros has made a vector of zeros");
    assertFails(compiled("Nan", model("new float[] {1, Float.NaN}")), "of what is no number");
    assertFails(compiled("Throws", model("new float[] {1 / (each.text().length() - 1)}")),
        "the embedder acme.Throws failed: / by zero");
    assertFails(compiled("Plain", "package acme; public class NAME {}"),
        "the embedder's class acme.Plain implements no"
            + " dev.langchain4j.model.embedding.EmbeddingModel of LangChain4j");
    assertFails(compiled("Hidden", "package acme; public class NAME { private NAME() {} }"),
        "the embedder's class acme.Hidden has no public constructor without parameters");
    assertFails(
        compiled("Broken",
            "package acme; public class NAME { public NAME() { throw new RuntimeException(\"no\"); } }"),
        "the embedder's class acme.Broken can't be made: no");
    Path jar = CompiledJar.of(folder, "acme.Here", "package acme; public class NAME {}");
    assertFails(new OwnClass("acme.There", List.of(jar), Texts.PLAIN),
        "the embedder's class acme.There is not in ["
            + jar + "]; expected a public class that implements LangChain4j's EmbeddingModel");
    assertFails(new OwnClass("acme.There", List.of(folder.resolve("no.jar")), Texts.PLAIN),
        "the embedder's jar "
            + folder.resolve("no.jar") + " can't be read");
    assertThatThrownBy(() -> new OwnClass("acme.There", List.of(), Texts.PLAIN))
        .hasMessage(
            "the embedder's class acme.There has no jars; expected the file that it is in, or a folder with it"
                + " and what it needs");
  }

  private static void assertFails(OwnClass own, String message) {
    try (ModelEmbedder embedder = ModelEmbedder.of(own)) {
      assertThatThrownBy(() -> embedder.embedQuery("x")).hasMessageContaining(message);
    }
  }
}
