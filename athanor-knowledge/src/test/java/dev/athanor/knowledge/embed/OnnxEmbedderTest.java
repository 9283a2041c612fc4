package dev.athanor.knowledge.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxEmbedderTest {
  private static final Path CACHE = Path.of("target", "embed-cache");

  private static OnnxEmbedder embedder;

  @BeforeAll
  static void open() {
    embedder = OnnxEmbedder.bgeSmall(CACHE, 2);
  }

  @AfterAll
  static void close() {
    embedder.close();
  }

  @Test
  void a_vector_does_not_depend_on_what_it_is_grouped_with() {
    List<float[]> alone = VectorDigest.TEXTS.stream().map(text -> embedder.embed(List.of(text)).getFirst())
        .toList();
    List<float[]> together = embedder.embed(VectorDigest.TEXTS);
    for (int i = 0; i < alone.size(); i++) {
      assertThat(together.get(i)).isEqualTo(alone.get(i));
    }
  }

  @Test
  void a_vector_does_not_depend_on_who_embeds_at_the_same_time() throws Exception {
    String expected = VectorDigest.of(embedder.embed(VectorDigest.TEXTS)).hex();
    Callable<String> task = () -> VectorDigest.of(embedder.embed(VectorDigest.TEXTS)).hex();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var digest : threads.invokeAll(Collections.nCopies(6, task))) {
        assertThat(digest.get()).isEqualTo(expected);
      }
    }
  }

  @Test
  void another_process_gets_the_same_bits_and_leaves_no_temporary_file(@TempDir Path temporary)
      throws Exception {
    String expected = VectorDigest.of(embedder.embed(VectorDigest.TEXTS)).hex();
    assertThat(runElsewhere(temporary, "1")).isEqualTo(expected);
    assertThat(runElsewhere(temporary, "3")).isEqualTo(expected);
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void vectors_have_length_one_and_384_dimensions() {
    assertThat(embedder.dimensions()).isEqualTo(384);
    for (float[] vector : embedder.embed(VectorDigest.TEXTS)) {
      assertThat(vector).hasSize(384);
      assertThat(dot(vector, vector)).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void a_question_is_nearer_to_its_answer_than_to_another_text() {
    float[] question = embedder.embedQuery("How hot does the furnace get?");
    List<float[]> texts = embedder.embed(List.of("The oven reaches a temperature of 900 degrees.",
        "The treaty was signed by both parliaments in the spring."));
    assertThat(dot(question, texts.getFirst())).isGreaterThan(dot(question, texts.getLast()) + 0.1);
  }

  @Test
  void only_the_first_512_tokens_count() {
    String start = "ember ".repeat(510);
    assertThat(WordPieceTokenizer.bgeSmall().count(start)).isEqualTo(1020);
    assertThat(embedder.embed(List.of(start + "and a tail that nobody reads")).getFirst())
        .isEqualTo(embedder.embed(List.of(start)).getFirst());
  }

  @Test
  void order_is_kept_for_texts_of_all_lengths() {
    var random = new Random(7);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      texts.add("text " + i + " furnace".repeat(random.nextInt(12)));
    }
    List<float[]> vectors = embedder.embed(texts);
    for (int i = 0; i < texts.size(); i++) {
      assertThat(vectors.get(i)).isEqualTo(embedder.embed(List.of(texts.get(i))).getFirst());
    }
    assertThat(embedder.embed(List.of())).isEmpty();
  }

  @Test
  void the_version_names_the_model_and_the_runtime_that_is_in_use() {
    embedder.embedQuery("loads the runtime");
    assertThat(embedder.version()).contains(BgeSmall.MODEL_SHA_256.substring(0, 12))
        .contains("onnxruntime-" + OrtEnvironment.getEnvironment().getVersion());
  }

  @Test
  void layer_normalization_is_left_as_the_model_has_it(@TempDir Path folder) throws Exception {
    Path optimized = folder.resolve("optimized.onnx");
    Path model = new UnpackedFiles(CACHE).unpack(BgeSmall.MODEL_RESOURCE, Optional.empty()).orElseThrow();
    try (var worker = OnnxRuntime.worker("optimizes")) {
      worker.submit(() -> {
        try (var options = OnnxRuntime.options()) {
          options.setOptimizedModelFilePath(optimized.toString());
          options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
          OrtEnvironment.getEnvironment().createSession(model.toString(), options).close();
        }
        return optimized;
      }).get();
    }
    // The name of an operation stands behind its length.
    assertThat(Files.readString(optimized, StandardCharsets.ISO_8859_1)).contains("Softmax")
        .doesNotContain((char) "LayerNormalization".length() + "LayerNormalization");
  }

  @Test
  void the_lighter_graph_gives_what_the_shipped_one_gives() throws Exception {
    Path model = new UnpackedFiles(CACHE).unpack(BgeSmall.MODEL_RESOURCE, Optional.empty()).orElseThrow();
    for (String text : VectorDigest.TEXTS) {
      long[] tokens = WordPieceTokenizer.bgeSmall().sequence(text, BgeSmall.MOST_TOKENS);
      float[] whole;
      try (var worker = OnnxRuntime.worker("computes the shipped one")) {
        whole = worker.submit(() -> firstOfAll(model, tokens)).get();
      }
      float[] alone = embedder.embed(List.of(text)).getFirst();
      assertThat(dot(whole, alone) / Math.sqrt(dot(whole, whole))).isGreaterThan(0.998);
    }
  }

  private static float[] firstOfAll(Path model, long[] tokens) throws OrtException {
    var ones = new long[tokens.length];
    Arrays.fill(ones, 1);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (var options = OnnxRuntime.options();
        var session = environment.createSession(model.toString(), options);
        var ids = OnnxTensor.createTensor(environment, new long[][]{tokens});
        var mask = OnnxTensor.createTensor(environment, new long[][]{ones});
        var types = OnnxTensor.createTensor(environment, new long[1][tokens.length]);
        var result =
            session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
      return ((float[][][]) result.get(0).getValue())[0][0];
    }
  }

  @Test
  void a_model_that_is_another_or_cut_off_is_refused() throws IOException {
    Path model = new UnpackedFiles(CACHE).unpack(BgeSmall.MODEL_RESOURCE, Optional.empty()).orElseThrow();
    byte[] bytes = Files.readAllBytes(model);
    assertThatThrownBy(() -> EncoderGraph.lighter(Arrays.copyOf(bytes, bytes.length / 2)))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("bytes where");
    assertThatThrownBy(() -> EncoderGraph.lighter(new byte[0])).isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("it has 0 graphs");
    assertThatThrownBy(() -> EncoderGraph.lighter(EncoderGraph.lighter(bytes)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the model does not have the nodes of the shipped one");
  }

  @Test
  void a_damaged_unpacked_model_is_unpacked_again(@TempDir Path cache) throws IOException {
    var files = new UnpackedFiles(cache);
    Path file = files.unpack(BgeSmall.TOKENIZER_RESOURCE, Optional.empty()).orElseThrow();
    long size = Files.size(file);
    Files.writeString(file, "cut short");
    assertThat(files.unpack(BgeSmall.TOKENIZER_RESOURCE, Optional.empty())).hasValue(file);
    assertThat(file).hasSize(size);
    try (Stream<Path> all = Files.list(cache)) {
      assertThat(all).containsExactly(file);
    }
  }

  @Test
  void a_model_with_another_hash_is_refused(@TempDir Path cache) {
    assertThatThrownBy(() -> new UnpackedFiles(cache).unpack(BgeSmall.TOKENIZER_RESOURCE, Optional
        .of("00")))
        .hasMessageContaining("expected 00; vectors of two models don't compare");
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void a_lighter_model_that_is_not_whole_is_made_again(@TempDir Path cache) throws IOException {
    var files = new UnpackedFiles(cache);
    Path file = lighter(files, BgeSmall.MODEL_SHA_256);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, 1_000));
    assertThat(lighter(files, BgeSmall.MODEL_SHA_256)).isEqualTo(file).hasBinaryContent(whole);
    Files.delete(file);
    assertThatThrownBy(() -> lighter(files, "00"))
        .hasMessageContaining("expected 00; vectors of two models don't compare");
    assertThat(cache).isEmptyDirectory();
  }

  private static Path lighter(UnpackedFiles files, String sha256) {
    return files.unpack(BgeSmall.MODEL_RESOURCE, sha256, EncoderGraph.LIGHTER).orElseThrow();
  }

  @Test
  void a_cache_folder_that_is_a_file_is_named(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "");
    assertThatThrownBy(() -> new UnpackedFiles(file).unpack(BgeSmall.TOKENIZER_RESOURCE, Optional
        .empty()))
        .hasMessageContaining("can't unpack " + BgeSmall.TOKENIZER_RESOURCE + " to " + file)
        .hasMessageContaining("-Dathanor.cache=FOLDER");
  }

  private static String runElsewhere(Path temporary, String workers) throws IOException,
      InterruptedException {
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=" + temporary, "-XX:-UsePerfData", "-cp",
        System.getProperty("java.class.path"), VectorDigest.class.getName(), CACHE.toString(), workers)
        .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).isZero();
    return output;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
