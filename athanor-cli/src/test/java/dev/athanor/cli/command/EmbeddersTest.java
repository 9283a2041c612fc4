package dev.athanor.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.athanor.cli.command.CommandLineUnderTest.Result;
import dev.athanor.knowledge.embed.OnnxEmbedder;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.answer.RateLimit;
import dev.athanor.simulator.script.Script;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Other embedders than the shipped one, over HTTP, by the commands. */
class EmbeddersTest {
  private static final String QUESTION = "certificate";
  private static final String EMBEDDINGS = "/v1/embeddings";

  @TempDir
  private Path folder;
  private final Simulator simulator = Simulator.start(SimulatorSettings.of(Script.saying("Hello.")));
  private CommandLineUnderTest shell = CommandLineUnderTest.in(Path.of("."));

  @BeforeEach
  void writeTheHandbook() {
    Handbook.write(folder.resolve("docs"));
    shell = CommandLineUnderTest.in(folder);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private void project(String knowledge) {
    Handbook.file(folder, "athanor.yaml", """
        models:
          providers:
            local: {baseUrl: %s/v1, keyless: true}
            small: {baseUrl: %s, protocol: ollama, keyless: true}
            goo: {baseUrl: %s/v1beta, protocol: gemini, keyless: true}
            claude: {baseUrl: %s/v1, protocol: anthropic, keyless: true}
            keyed: {baseUrl: %s/v1, keyVariable: EMBEDDING_KEY}
        knowledge:
          sources:
            - folder: docs
        """.replace("%s", simulator.baseUri().toString()) + knowledge.indent(2));
  }

  private Result athanor(String... arguments) {
    Result result = shell.athanor(arguments);
    assertThat(result.code()).as(result.err()).isZero();
    return result;
  }

  private long asked(String path) {
    return simulator.requests().stream().filter(each -> each.path().equals(path)).count();
  }

  private List<String> found(String... arguments) {
    return athanor(arguments).json().path("hits").valueStream().map(hit -> hit.path("document").asString())
        .toList();
  }

  @Test
  void aModelOfAProviderEmbedsDocumentsAndQuestions() {
    project("""
        embedder: {model: "local:text-embedding-3-small", dimensions: 256}
        retrieval: {mode: dense, k: 1}
        """);
    assertThat(athanor("sync", "--json").json().path("added").intValue()).isEqualTo(3);
    assertThat(asked("/v1/embeddings")).isEqualTo(1);
    assertThat(found("search", "--json", "key to the archive in room 7"))
        .containsExactly("Räume & Schlüssel.md");
    assertThat(asked("/v1/embeddings")).isEqualTo(2);
    assertThat(athanor("sync", "--json").json().path("unchanged").intValue()).isEqualTo(3);
    assertThat(asked("/v1/embeddings")).as("a sync without news asks nobody").isEqualTo(2);
  }

  private void down() {
    simulator.close();
  }

  private String settings(String key, String value) {
    return "%s: {model: \"%s\", dimensions: 64}%n".formatted(key, value);
  }

  @ParameterizedTest
  @CsvSource({"local:a, /v1/embeddings", "small:a, /api/embed", "goo:a, /v1beta/models/a:batchEmbedContents"})
  void openAiOllamaAndGeminiCanEmbed(String model, String path) {
    project(settings("embedder", model) + "retrieval: {mode: dense, k: 1}\n");
    athanor("sync");
    assertThat(found("search", "--json", "a hotel may cost 120 euros a night")).containsExactly("travel.txt");
    assertThat(asked(path)).isEqualTo(2);
  }

  @Test
  void theExtractiveAnswerIsWhatItIsWithTheShippedEmbedder() {
    project(settings("embedder", "local:a"));
    athanor("sync");
    Result asked = athanor("ask", "--json", Handbook.QUESTION);
    assertThat(asked.json().path("answer").asString()).contains("28 days of paid leave");
    assertThat(asked(EMBEDDINGS)).as("the passages, and the question once").isEqualTo(2);
  }

  @Test
  void aRunIsReplayedWithoutProviderAndKeyAndAForkThatAsksOtherwiseAsksAgain() {
    project(settings("embedder", "local:a"));
    athanor("sync");
    String run = athanor("ask", "--json", Handbook.QUESTION).json().path("run").asString();
    long before = asked(EMBEDDINGS);
    athanor("fork", run, "--at", "retrieve", "--set", "retrieval.k=2");
    assertThat(asked(EMBEDDINGS)).as("another search embeds its question").isEqualTo(before + 1);
    athanor("fork", run, "--at", "extract");
    assertThat(asked(EMBEDDINGS)).as("a search that stands does not").isEqualTo(before + 1);

    down();
    assertThat(athanor("replay", run).out()).startsWith("identical  run " + run);
    assertThat(shell.networkClosings()).hasPositiveValue();
    Result forked = shell.athanor("fork", run, "--at", "retrieve", "--set", "retrieval.k=1");
    assertThat(forked.code()).isNotZero();
    assertThat(forked.out() + forked.err()).contains("model-unreachable");
  }

  @Test
  void aRunIsReplayedWhateverTheProjectNamesToday() {
    project(settings("embedder", "local:a"));
    athanor("sync");
    String run = athanor("ask", "--json", Handbook.QUESTION).json().path("run").asString();
    project("embedder: {onnx: gone.onnx, tokenizer: gone.json, pooling: cls}\n");
    assertThat(athanor("replay", run).out()).startsWith("identical  run " + run);
    project("");
    assertThat(athanor("replay", run).out()).startsWith("identical  run " + run);
    Result forked = shell.athanor("fork", run, "--at", "retrieve", "--set", "retrieval.k=1");
    assertThat(forked.out() + forked.err())
        .contains("has vectors of local:a+64+cut-2048, which don't compare with"
            + " those of bge-small-en-v1.5-q");
  }

  @Test
  void twoIndexesWithTwoEmbeddersStandSideBySide() {
    project("""
        indexes:
          remote:
            retrieval: {mode: dense}
        """ + settings("embedder", "local:a").indent(4));
    Result synced = athanor("sync", "--json");
    assertThat(synced.json().at("/indexes/remote/embedded").intValue())
        .isEqualTo(synced.json().path("embedded").intValue()).isEqualTo(4);
    String shipped = athanor("ask", "--json", Handbook.QUESTION).json().path("run").asString();
    long before = asked(EMBEDDINGS);
    assertThat(before).as("the first index has the shipped embedder").isEqualTo(1);
    String remote =
        athanor("ask", "--json", "--index", "remote", Handbook.QUESTION).json().path("run").asString();
    assertThat(asked(EMBEDDINGS)).isEqualTo(before + 1);
    assertThat(athanor("replay", shipped).out()).startsWith("identical");
    assertThat(athanor("replay", remote).out()).startsWith("identical");
    assertThat(found("search", "--json", "--index", "remote", "certificate from the fourth day"))
        .startsWith("leave.md");
    assertThat(athanor("sync").out())
        .contains("index remote\n  0 documents added, 0 changed, 3 unchanged, 0 deleted");
  }

  @Test
  void anotherEmbedderIsNamedUntilASyncHasEmbeddedAnew() {
    project("");
    athanor("sync");
    project(settings("embedder", "local:a"));
    Result early = shell.athanor("search", QUESTION);
    assertThat(early.code()).isNotZero();
    assertThat(early.err()).contains("the index \"main\" has vectors of bge-small-en-v1.5-q-",
        ", and athanor.yaml names"
            + " the embedder local:a+64+cut-2048 for it, whose vectors don't compare with those; run `athanor sync`, which"
            + " embeds the documents again, or search with retrieval.mode keyword");
    assertThat(shell.athanor("ask", Handbook.QUESTION).err())
        .contains("names the embedder local:a+64+cut-2048");
    Handbook.file(folder, "asked.jsonl", "{\"question\":\"certificate\",\"expected\":[\"leave.md\"]}\n");
    assertThat(shell.athanor("knowledge", "compare", "main:mode=keyword", "main", "asked.jsonl").err())
        .contains("the index \"main\" has vectors of bge-small-en-v1.5-q-", "run `athanor sync`");
    athanor("knowledge", "compare", "main:mode=keyword", "main:mode=keyword,k=1", "asked.jsonl");
    assertThat(athanor("sync", "--dry-run").out()).contains("embed");

    assertThat(athanor("sync").out()).contains("0 documents added, 0 changed, 3 unchanged, 0 deleted",
        "of the unchanged, 3 embedded anew, since the embedder has changed", "4 chunks, 4 newly embedded");
    assertThat(found("search", "--json", "-k", "1", "key to the archive"))
        .containsExactly("Räume & Schlüssel.md");
    project(settings("embedder", "local:a").replace("64", "3072"));
    assertThat(athanor("sync").out()).contains("3 embedded anew");
    assertThat(found("search", "--json", "-k", "1", "key to the archive"))
        .containsExactly("Räume & Schlüssel.md");
  }

  @Test
  void aSyncThatMeetsAFaultSaysWhichAndTheNextOneGoesOn() {
    project("embedder: {model: \"keyed:a\", dimensions: 64}\n");
    Result keyless = shell.athanor("sync");
    assertThat(keyless.code()).isEqualTo(ExitCode.USER.number());
    assertThat(keyless.err())
        .contains("the provider \"keyed\" needs a key, and EMBEDDING_KEY is not set in the"
            + " environment");
    assertThat(shell.athanor("search", QUESTION).err()).contains("nothing was synced");
    project(settings("embedder", "claude:a"));
    assertThat(shell.athanor("sync").err())
        .contains("the provider \"claude\" speaks anthropic, which has no embeddings");
    project(settings("embedder", "nobody:a"));
    assertThat(shell.athanor("sync").err()).contains("there is no provider \"nobody\"");
    project(settings("embedder", "local:a"));
    assertThat(athanor("sync").out()).contains("3 documents added");
  }

  @Test
  void theDoctorNamesTheEmbeddersAndWhetherTheyAnswer() {
    project("""
        indexes:
          remote: {embedder: {model: "local:a", dimensions: 64}}
          again: {embedder: {model: "local:a", dimensions: 64}}
          keyed: {embedder: {model: "keyed:a"}}
          files: {embedder: {onnx: model.onnx, tokenizer: tokenizer.json, pooling: mean}}
        """);
    Result looked = shell.athanor("doctor");
    assertThat(looked.out()).contains("ok      embedder     bge-small-en-v1.5-q",
        "ok      embedder     of index remote, again: local:a+64+cut-2048, 64 dimensions, answered in ",
        "problem embedder     of index keyed: the provider \"keyed\" needs a key, and EMBEDDING_KEY is not set",
        "problem embedder     of index files: the embedder's model " + folder.resolve("model.onnx")
            + " can't be read");
    down();
    assertThat(shell.athanor("doctor").out())
        .contains("problem embedder     of index remote, again: local:a can't be"
            + " reached at http://");
  }

  @Test
  void aSyncSaysWhatItHasCost() {
    Handbook.file(folder, "prices.json",
        """
            {"prices": [{"model": "local:a", "input": "1000", "output": "0", "date": "2026-11-01", "source": "ours"}]}""");
    project(settings("embedder", "local:a"));
    Handbook.file(folder, "athanor.yaml", Handbook.read(folder, "athanor.yaml").replace("models:",
        "models:\n  prices: prices.json"));
    JsonNode spent = athanor("sync", "--json").json().at("/embeddings/0");
    long tokens = spent.path("tokens").longValue();
    assertThat(spent.path("model").asString()).isEqualTo("local:a");
    assertThat(tokens).isBetween(80L, 300L);
    assertThat(new BigDecimal(spent.path("dollars").asString())).isEqualByComparingTo(
        BigDecimal.valueOf(tokens).movePointLeft(3));
    Handbook.file(folder.resolve("docs"), "new.md", "A new page of seven short words.");
    assertThat(athanor("sync").out()).containsPattern("local:a has read \\d+ tokens, \\$0\\.\\d+");
    assertThat(athanor("sync").out()).as("nothing embedded, nothing said").doesNotContain("has read");
  }

  @Test
  void aProviderThatIsAskedTooMuchIsAskedAgainWhenItSays() {
    SimulatorSettings slow = SimulatorSettings.of(Script.saying("Hello."))
        .limited(new RateLimit(2, Duration.ofSeconds(1)));
    try (Simulator limited = Simulator.start(slow)) {
      project("embedder: {model: \"busy:a\", dimensions: 64, batch: 1}\nretrieval: {mode: dense, k: 1}\n");
      Handbook.file(folder, "athanor.yaml", Handbook.read(folder, "athanor.yaml").replace("providers:",
          "providers:\n    busy: {baseUrl: " + limited.baseUri() + "/v1, keyless: true}"));
      assertThat(athanor("sync", "--json").json().path("embedded").intValue()).isEqualTo(4);
      assertThat(limited.requests()).as("some were refused").hasSizeGreaterThan(4);
      for (int i = 0; i < 3; i++) {
        assertThat(found("search", "--json", "key to the archive in room 7"))
            .containsExactly("Räume & Schlüssel.md");
      }
      Handbook.file(folder, "asked.jsonl", "{\"question\":\"key\"}\n{\"question\":\"hotel\"}\n");
      int before = limited.requests().size();
      athanor("knowledge", "compare", "main", "main:k=2", "asked.jsonl");
      assertThat(limited.requests()).as("some of six were refused").hasSizeGreaterThan(before + 6);
      String run = athanor("ask", "--json", Handbook.QUESTION).json().path("run").asString();
      assertThat(athanor("replay", run).out()).startsWith("identical");
    }
  }

  @Test
  void aModelInFilesEmbedsAsTheShippedOneDoes() throws IOException {
    for (String end : List.of(".onnx", "-tokenizer.json")) {
      try (InputStream in = OnnxEmbedder.class.getResourceAsStream("/bge-small-en-v1.5-q" + end)) {
        Files.copy(Objects.requireNonNull(in), folder.resolve("model" + end));
      }
    }
    project("""
        retrieval: {mode: dense}
        indexes:
          files:
            embedder:
              onnx: model.onnx
              tokenizer: model-tokenizer.json
              pooling: cls
              question: "Represent this sentence for searching relevant passages: "
        """);
    athanor("sync");
    JsonNode shipped = athanor("search", "--json", QUESTION).json().path("hits");
    JsonNode files = athanor("search", "--json", "--index", "files", QUESTION).json().path("hits");
    assertThat(files).hasSameSizeAs(shipped);
    for (int i = 0; i < files.size(); i++) {
      assertThat(files.get(i).path("document")).isEqualTo(shipped.get(i).path("document"));
      assertThat(files.get(i).path("dense").doubleValue())
          .isCloseTo(shipped.get(i).path("dense").doubleValue(), within(0.02));
    }
    assertThat(shell.athanor("doctor").out())
        .contains("ok      embedder     of index files: onnx-6c9c6101a956-");
  }

  @Test
  void anIndexWhoseEmbedderIsDownOrGoneIsInNoOnesWay() {
    project("""
        indexes:
          gone: {embedder: {onnx: gone.onnx, tokenizer: gone.json, pooling: cls}}
          remote: {embedder: {model: "local:a", dimensions: 64}}
        """);
    Result synced = shell.athanor("sync");
    assertThat(synced.code()).isEqualTo(ExitCode.USER.number());
    assertThat(synced.out()).as("what was done of the others").contains("index main\n  3 documents added",
        "index remote\n  3 documents added").doesNotContain("index gone")
        .containsPattern("\nlocal:a has read \\d+ tokens\n");
    assertThat(synced.err()).contains("index \"gone\": the embedder's model " + folder.resolve("gone.onnx")
        + " can't be read");
    Handbook.file(folder.resolve("docs"), "dear.md", "A page that is paid for.");
    Result json = shell.athanor("sync", "--json");
    assertThat(json.json().at("/error/code").asString()).isNotEmpty();
    assertThat(json.err()).containsPattern("local:a has read \\d+ tokens\n");
    assertThat(found("search", "--json", "-k", "1", "key to the archive"))
        .containsExactly("Räume & Schlüssel.md");
    assertThat(found("search", "--json", "-k", "1", "--index", "remote", "key to the archive in room 7"))
        .containsExactly("Räume & Schlüssel.md");

    Handbook.file(folder.resolve("docs"), "new.md", "A new page.");
    down();
    Result halted = shell.athanor("sync", "--index", "remote");
    assertThat(halted.code()).isZero();
    athanor("sync", "--index", "main");
    halted = shell.athanor("sync", "--index", "remote");
    assertThat(halted.code()).isEqualTo(ExitCode.PROVIDER.number());
    assertThat(halted.err()).contains("index \"remote\": local:a can't be reached at http://");
    assertThat(found("search", "--json", "a new page")).contains("new.md");
    Result down = shell.athanor("search", "--index", "remote", "a new page");
    assertThat(down.code()).isEqualTo(ExitCode.PROVIDER.number());
    assertThat(down.err()).contains("local:a can't be reached at http://");
  }
}
