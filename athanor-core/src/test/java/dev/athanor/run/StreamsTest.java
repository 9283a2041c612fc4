package dev.athanor.run;

import static dev.athanor.run.Kernel.ID;
import static dev.athanor.run.Kernel.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StreamsTest {
  private final List<String> watched = new ArrayList<>();
  private int enough = Integer.MAX_VALUE;

  /** Sees all, and has had enough after some chunks. */
  private final RunListener watcher = new RunListener() {
    @Override
    public boolean onChunk(RunId run, Path path, JsonNode chunk) {
      synchronized (watched) {
        watched.add(path + ":" + chunk);
        return watched.size() < enough;
      }
    }

    @Override
    public void onReset(RunId run, Path path) {
      synchronized (watched) {
        watched.add(path + " reset");
      }
    }
  };
  private final Kernel kernel = new Kernel(watcher, Redactor.NONE);

  @AfterEach
  void close() {
    kernel.close();
  }

  private Operation<String, String> words(Retry retry, int failures) {
    return kernel.calls.operation("words", Effect.SAMPLED, retry, (request, attempt) -> {
      StringBuilder said = new StringBuilder();
      for (String word : request.split(" ", -1)) {
        said.append(said.isEmpty() ? "" : " ").append(word);
        boolean goOn = attempt.emit(Codec.TEXT.encode(word));
        if (attempt.number() <= failures) {
          throw new StepFailed("broken", "the line broke", true);
        }
        if (!goOn) {
          break;
        }
      }
      return said.toString();
    });
  }

  @Test
  void aReplayStreamsTheSameChunksAgain() {
    Program<String, String> program = program((run, input) -> run.step("say", words(Retry.NONE, 0), input));
    assertThat(kernel.start(program, "one two  three").output()).isEqualTo("one two  three");
    List<String> live = List.copyOf(watched);
    assertThat(live).containsExactly("say:\"one\"", "say:\"two\"", "say:\"\"", "say:\"three\"");
    watched.clear();
    assertThat(kernel.replay(ID, program).identical()).isTrue();
    assertThat(watched).isEqualTo(live);
    JsonNode recorded = kernel.step(ID, "say").chunks().orElseThrow().value(kernel.store::part);
    assertThat(recorded.valueStream().map(chunk -> chunk.get(1).asString())).containsExactly("one", "two", "",
        "three");
    assertThat(recorded.valueStream().map(chunk -> chunk.get(0).asLong())).isSorted()
        .allMatch(time -> time >= 0);
  }

  @Test
  void aNewTrySendsAResetAndOnlyItsChunksAreRecorded() {
    Program<String, String> program =
        program((run, input) -> run.step("say", words(new Retry(3, Duration.ZERO,
            Duration.ZERO), 2), input));
    kernel.start(program, "one two");
    assertThat(watched).containsExactly("say:\"one\"", "say reset", "say:\"one\"", "say reset", "say:\"one\"",
        "say:\"two\"");
    watched.clear();
    assertThat(kernel.replay(ID, program).identical()).isTrue();
    assertThat(watched).containsExactly("say:\"one\"", "say:\"two\"");
  }

  @Test
  void anEarlyStopIsRecordedAndReplayed() {
    enough = 2;
    Program<String, String> program = program((run, input) -> run.step("say", words(Retry.NONE, 0), input));
    assertThat(kernel.start(program, "one two three").output()).isEqualTo("one two");
    JsonNode recorded = kernel.step(ID, "say").chunks().orElseThrow().value(kernel.store::part);
    assertThat(recorded.get(recorded.size() - 1)).isEqualTo(Codec.TEXT.encode("stopped"));
    watched.clear();
    Replay<String> replay = kernel.replay(ID, program);
    assertThat(replay.identical()).isTrue();
    assertThat(replay.outcome().output()).isEqualTo("one two");
    assertThat(watched).containsExactly("say:\"one\"", "say:\"two\"");
  }

  @Test
  void chunksKeepTheirBoundariesWhateverTheyAre() {
    List<JsonNode> odd = List.of(Json.parse("[]"), Json.parse("[1,[2]]"), Json.parse("{\"$part\":\"x\"}"),
        Json.parse(
            "\"stopped\""),
        Json.parse("null"), Codec.TEXT.encode("x".repeat(3_000)), Codec.TEXT.encode("\ud83d"));
    Operation<String, String> op =
        kernel.calls.operation("odd", Effect.SAMPLED, Retry.NONE, (request, attempt) -> {
          odd.forEach(attempt::emit);
          return request;
        });
    Program<String, String> program = program((run, input) -> run.step("odd", op, input));
    kernel.start(program, "");
    List<String> live = List.copyOf(watched);
    assertThat(live).hasSize(odd.size());
    watched.clear();
    assertThat(kernel.replay(ID, program).identical()).isTrue();
    assertThat(watched).isEqualTo(live);
  }

  @Test
  void aTryThatIsOverStreamsNothingMore() {
    CountDownLatch second = new CountDownLatch(1);
    BlockingQueue<Boolean> late = new LinkedBlockingQueue<>();
    Operation<String, String> stubborn =
        kernel.calls.operation("slow", Effect.SAMPLED, new Retry(2, Duration.ZERO,
            Duration.ZERO), (request, attempt) -> {
              if (attempt.number() == 1) {
                Calls.awaitWhateverHappens(second);
                late.add(attempt.emit(Codec.TEXT.encode("late")));
              } else {
                second.countDown();
                assertThat(late.take()).isFalse();
                attempt.emit(Codec.TEXT.encode("in time"));
              }
              return request;
            });
    AtomicInteger tries = new AtomicInteger();
    Operation<String, String> operation = new Delegating(stubborn) {
      @Override
      public Optional<Duration> timeout() {
        return Optional.of(tries.getAndIncrement() == 0 ? Duration.ofMillis(20) : Duration.ofMinutes(1));
      }
    };
    assertThat(kernel.start(program((run, input) -> run.step("slow", operation, input)), "x")).isEqualTo(
        new Outcome.Done<>("x"));
    assertThat(watched).containsExactly("slow reset", "slow:\"in time\"");
  }

  @Test
  void aForkStreamsNothingOfWhatItTakesOver() {
    Program<String, String> program = program((run, input) -> run.step("say", words(Retry.NONE, 0), input));
    kernel.start(program, "one two");
    watched.clear();
    RunId fork = new RunId("f1");
    kernel.runs.fork(ID, Fork.at(Path.ROOT), fork).outcome();
    assertThat(watched).isEmpty();
    assertThat(kernel.step(fork, "say").chunks()).isEqualTo(kernel.step(ID, "say").chunks())
        .isNotEqualTo(Optional
            .empty());
  }
}
