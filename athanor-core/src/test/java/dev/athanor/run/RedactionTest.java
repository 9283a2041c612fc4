package dev.athanor.run;

import static dev.athanor.run.Kernel.ID;
import static dev.athanor.run.Kernel.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Entry;
import dev.athanor.journal.EntryCodec;
import dev.athanor.journal.HeaderCodec;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RedactionTest {
  private static final String SECRET = "sk-12345";
  private static final Redactor NO_KEYS =
      value -> Json.parse(value.toString().replaceAll("sk-[0-9]+", "***"));

  private final List<String> chunks = new CopyOnWriteArrayList<>();
  private final Kernel kernel = new Kernel(new RunListener() {
    @Override
    public boolean onChunk(RunId run, Path path, JsonNode chunk) {
      return chunks.add(chunk.asString());
    }
  }, NO_KEYS);

  @AfterEach
  void close() {
    kernel.close();
  }

  private Operation<String, String> leaky() {
    return kernel.calls.operation("leaky", Effect.SAMPLED, Retry.NONE, (request, attempt) -> {
      attempt.emit(Codec.TEXT.encode("chunk with " + SECRET));
      return request + " was answered with " + SECRET;
    });
  }

  private void assertNothingSecretIsStored(RunId run) {
    StringBuilder all =
        new StringBuilder(new HeaderCodec().encode(kernel.store.find(run).orElseThrow().header())
            .toString());
    for (Entry entry : kernel.entries(run).toList()) {
      all.append(new EntryCodec().encode(entry));
    }
    var header = kernel.store.find(run).orElseThrow().header();
    all.append(header.input().value(kernel.store::part)).append(header.manifest().value(kernel.store::part));
    for (Entry.Completed step : kernel.steps(run)) {
      all.append(step.step().request().value(kernel.store::part));
      step.chunks().ifPresent(chunked -> all.append(chunked.value(kernel.store::part)));
    }
    assertThat(all.toString()).doesNotContain(SECRET);
  }

  @Test
  void theProgramSeesTheRedactedValueLiveAndInAReplay() {
    List<String> seen = new CopyOnWriteArrayList<>();
    Program<String, String> program = program((run, input) -> {
      seen.add(input);
      String answer = run.step("leaky", leaky(), "with " + SECRET);
      seen.add(answer);
      return answer + " and " + SECRET;
    });
    String output = kernel.start(program, "my key is " + SECRET).output();
    assertThat(output).isEqualTo("with *** was answered with *** and ***");
    assertThat(kernel.replay(ID, program)).extracting(Replay::identical, Replay::outcome).containsExactly(
        true,
        new Outcome.Done<>(output));
    assertThat(seen).containsExactly("my key is ***", "with *** was answered with ***", "my key is ***",
        "with *** was answered with ***");
    assertThat(chunks).containsExactly("chunk with ***", "chunk with ***");
    assertNothingSecretIsStored(ID);
  }

  @Test
  void anOperationSeesTheRedactedRequest() {
    List<String> requests = new CopyOnWriteArrayList<>();
    Operation<String, String> op = kernel.calls.operation("op", Effect.READ, Retry.NONE, (request, _) -> {
      requests.add(request);
      return "";
    });
    kernel.start(program((run, _) -> run.step("op", op, SECRET)), "");
    assertThat(requests).containsExactly("***");
  }

  @Test
  void failuresOfOperationsAndProgramsAreRedacted() {
    Operation<String, String> fails = kernel.calls.operation("fails", Effect.SAMPLED, new Retry(2,
        java.time.Duration.ZERO, java.time.Duration.ZERO), (_, _) -> {
          throw new StepFailed("denied", "wrong key " + SECRET, true);
        });
    Program<String, String> program = program((run, _) -> {
      try {
        return run.step("fails", fails, "");
      } catch (StepFailed e) {
        throw new IllegalStateException("no luck with " + SECRET + ": " + e.getMessage(), e);
      }
    });
    assertThat(kernel.start(program, "")).isInstanceOfSatisfying(Outcome.Failed.class,
        failed -> assertThat(failed
            .failure().message()).endsWith("no luck with ***: wrong key ***"));
    assertNothingSecretIsStored(ID);
    assertThat(kernel.replay(ID, program).identical()).isTrue();
  }

  @Test
  void waitsAndAnswersAreRedacted() {
    Program<String, String> program = program((run, _) -> run.await("approval", Signal.of("approval", "use "
        + SECRET, Codec.TEXT), Deadline.NONE));
    assertThat(kernel.start(program, "")).isInstanceOfSatisfying(Outcome.Waiting.class,
        waiting -> assertThat(waiting
            .toString()).contains("use ***").doesNotContain(SECRET));
    kernel.runs.answer(ID, new Path("approval"), Codec.TEXT, "yes, " + SECRET);
    assertThat(kernel.runs.drive(ID).output()).isEqualTo("yes, ***");
    assertThat(kernel.replay(ID, program).identical()).isTrue();
    assertNothingSecretIsStored(ID);
  }

  @Test
  void whatAForkSetsAndSuppliesIsRedacted() {
    Program<String, String> program =
        program((run, _) -> run.step("leaky", leaky(), run.pinned("key", Codec.TEXT)));
    kernel.start(program, "", RunOptions.PLAIN.pin("key", Codec.TEXT.encode(SECRET)));
    assertNothingSecretIsStored(ID);
    RunId fork = new RunId("f1");
    Fork changed =
        Fork.at(new Path("leaky")).set("key", Codec.TEXT.encode("sk-678 " + SECRET)).supply(new Path(
            "leaky"), Codec.TEXT.encode("given " + SECRET));
    assertThat(kernel.runs.fork(ID, changed, fork).outcome()).isEqualTo(new Outcome.Done<>("given ***"));
    assertNothingSecretIsStored(fork);
  }

  @Test
  void aContinuedRunTakesOverARedactedState() {
    Program<String, String> program = program((run, input) -> {
      if (input.isEmpty()) {
        throw run.continueAs("state " + SECRET);
      }
      return input;
    });
    assertThat(kernel.start(program, "").output()).isEqualTo("state ***");
    assertThat(kernel.replay(ID, program).identical()).isTrue();
    assertNothingSecretIsStored(ID);
    assertNothingSecretIsStored(ID.successor());
  }

  @Test
  void whatAPersonSaysAboutADoubtIsRedacted() {
    Operation<String, String> mail = kernel.calls.operation("mail", Effect.WRITE, Retry.NONE, (_, _) -> {
      throw new IllegalStateException("the line broke");
    });
    Program<String, String> program = program((run, _) -> run.step("mail", mail, ""));
    assertThat(kernel.start(program, "")).isInstanceOf(Outcome.InDoubt.class);
    kernel.runs.settle(ID, new Path("mail"),
        new Settlement.GivenUp(new dev.athanor.journal.Failure("gone", "with "
            + SECRET, false)));
    assertThat(kernel.runs.drive(ID)).isEqualTo(new Outcome.Failed<>(new dev.athanor.journal.Failure("gone",
        "with ***", false)));
    assertNothingSecretIsStored(ID);
  }
}
