package dev.athanor.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.cli.process.AthanorProcess.Ended;
import dev.athanor.json.Json;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.answer.Delivery;
import dev.athanor.simulator.answer.Latency;
import dev.athanor.simulator.script.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is taken away while a provider embeds for it. */
class EmbedderProcessTest {
  @TempDir
  private Path folder;

  private volatile boolean silent;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final Simulator simulator = Simulator.start(SimulatorSettings.of(Script.saying("x"))
      .delivered(Delivery.USUAL.after(new Latency.Fixed(Duration.ofMillis(1)))).pausing(_ -> {
        if (silent) {
          asked.countDown();
          over.await();
        }
      }));

  @BeforeEach
  void writeADocument() throws IOException {
    Files.createDirectories(folder.resolve("docs"));
    Files.writeString(folder.resolve("docs/leave.md"),
        "# Leave\n\nEvery employee has 28 days of paid leave a year. What is left can be taken until March.\n");
  }

  @AfterEach
  void stop() {
    over.countDown();
    simulator.close();
  }

  private void project(String embedder) throws IOException {
    Files.writeString(folder.resolve("athanor.yaml"), """
        models:
          providers:
            local: {baseUrl: %s/v1, keyless: true}
        knowledge:
          sources:
            - folder: docs
          embedder: {%s}
        """.formatted(simulator.baseUri(), embedder));
  }

  private void evaluation(String system) throws IOException {
    Files.createDirectories(folder.resolve("evals"));
    Files.writeString(folder.resolve("evals/cases.jsonl"),
        "{\"input\":\"How many days of paid leave are there?\",\"reference\":\"28\"}\n");
    Files.writeString(folder.resolve("evals/leave.yaml"),
        "dataset: cases.jsonl\nsystems: [{name: meant, system: " + system + "}]\nscorers: [exact]\n");
  }

  private Ended athanor(String... arguments) throws Exception {
    return AthanorProcess.start(folder, arguments).end();
  }

  @Test
  void aRunThatWasCutOffWhileItsQuestionWasEmbeddedGoesOnWithThatEmbedderAndNoOther() throws Exception {
    project("model: \"local:a\", dimensions: 64");
    assertThat(athanor("sync").code()).isZero();
    silent = true;
    AthanorProcess asking = AthanorProcess.start(folder, "ask", "How many days of paid leave are there?");
    assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
    asking.kill();
    silent = false;

    project("model: bge-small");
    Ended refused = athanor("resume");
    assertThat(refused.code()).isNotZero();
    assertThat(refused.err() + refused.out()).contains(
        ", whose vectors are of local:a+64+cut-2048, and the project names"
            + " bge-small-en-v1.5-q",
        ", so it can't go on; name that embedder again, for any of the indexes, or put the"
            + " question again with: athanor ask");

    project("model: \"local:a\", dimensions: 64");
    Ended resumed = athanor("resume", "--json");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(Json.parse(resumed.out()).at("/runs/0/outcome").asString()).isEqualTo("answered");
  }

  @Test
  void anExperimentThatWasCutOffGoesOnWithTheSnapshotAndTheEmbedderOfItsSystemsOrNotAtAll() throws Exception {
    project("model: \"local:a\", dimensions: 64");
    assertThat(athanor("sync").code()).isZero();
    evaluation("ask");
    silent = true;
    AthanorProcess running = AthanorProcess.start(folder, "eval", "run", "leave", "--run", "e1");
    assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
    running.kill();
    silent = false;

    project("model: bge-small");
    Ended refused = athanor("eval", "resume");
    assertThat(refused.code()).isNotZero();
    assertThat(refused.err()).contains("system meant of run e1 searches snapshot ",
        ", whose vectors are of local:a+64+cut-2048, and the project names bge-small-en-v1.5-q",
        ", so the run can't go on; name that embedder again, for any of the indexes, or begin anew with: athanor"
            + " eval run leave");

    project("model: \"local:a\", dimensions: 64");
    Path knowledge = folder.resolve(".athanor/knowledge");
    Files.move(knowledge, folder.resolve("moved"));
    Ended gone = athanor("eval", "resume");
    assertThat(gone.code()).isNotZero();
    assertThat(gone.err()).contains("system meant of run e1 searches snapshot ",
        " of the documents, which is no longer kept, so the run can't go on; begin anew with: athanor eval run"
            + " leave");

    if (Files.exists(knowledge)) {
      Files.move(knowledge, folder.resolve("empty"));
    }
    Files.move(folder.resolve("moved"), knowledge);
    Ended resumed = athanor("eval", "resume", "--json");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(Json.parse(resumed.out()).at("/systems/0/trials/finished").asInt()).isEqualTo(1);
    project("model: bge-small");
    assertThat(athanor("eval", "resume", "e1").code()).as("what is over is only reported").isZero();
  }

  @Test
  void theShippedModelIsNotLoadedForAnEvaluationOfSystemsThatDoWithoutIt() throws Exception {
    project("model: \"local:a\", dimensions: 64");
    Files.writeString(folder.resolve("athanor.yaml"), """
        systems:
          plain: {kind: prompt, model: "local:m"}
        """, StandardOpenOption.APPEND);
    evaluation("plain");
    Path cache = Files.createDirectories(folder.resolve("cache"));
    Ended ended =
        AthanorProcess.start(List.of("-Dathanor.cache=" + cache), folder, "eval", "run", "leave").end();
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(cache).isEmptyDirectory();
  }
}
