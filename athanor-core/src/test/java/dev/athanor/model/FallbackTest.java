package dev.athanor.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Entry;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.athanor.run.Retry;
import dev.athanor.run.Runs;
import dev.athanor.run.StepFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FallbackTest {
  private static final RunId ID = new RunId("f1");
  private static final List<ModelName> OTHERS = List.of(ModelName.parse("b:m"), ModelName.parse("c:m"));

  private final InMemoryJournal journal = new InMemoryJournal();
  private final List<String> asked = new ArrayList<>();

  private Program<String, String> program(Function<ModelName, ModelResponse> world) {
    Models models = name -> (request, attempt) -> {
      asked.add(name.toString());
      return world.apply(request.model());
    };
    var operation = new ModelOperation(models, Prices.UNKNOWN, Retry.NONE, Duration.ofSeconds(30));
    return new Program<>("asking", Codec.TEXT, Codec.TEXT,
        (run, question) -> Fallback.ask(run, "answer", operation,
            ModelRequest.of(ModelName.parse("a:m"), List.of(Message.user(question)), ModelSettings.NONE),
            OTHERS).text());
  }

  private static ModelResponse answer(String text) {
    return new ModelResponse(Message.assistant(text), FinishReason.STOP, Usage.UNKNOWN, Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  private static ModelResponse onlyC(ModelName name) {
    if (!name.provider().equals("c")) {
      throw new StepFailed(ModelFailures.PROVIDER, name + " is down", true);
    }
    return answer("from c");
  }

  @Test
  void theNextModelIsAskedAndTheFailuresBeforeItAreOnRecord() {
    try (Runs runs = new Runs(journal)) {
      assertThat(runs.start(ID, program(FallbackTest::onlyC), "x").outcome())
          .isEqualTo(new Outcome.Done<>("from c"));
    }
    assertThat(asked).containsExactly("a:m", "b:m", "c:m");
    assertThat(journal.entries(ID, 0)).extracting(each -> each.entry())
        .filteredOn(Entry.Completed.class::isInstance)
        .hasSize(3).first().asString().contains("a:m is down");
  }

  @Test
  void aReplayGoesTheSameWayAndAsksNobody() {
    try (Runs runs = new Runs(journal)) {
      runs.start(ID, program(FallbackTest::onlyC), "x").outcome();
      asked.clear();
      var replay = runs.replay(runs.recording(ID), program(_ -> answer("from a")));
      assertThat(replay.identical()).isTrue();
      assertThat(replay.outcome()).isEqualTo(new Outcome.Done<>("from c"));
      assertThat(asked).isEmpty();
    }
  }

  @Test
  void theFirstThatAnswersIsTheLastThatIsAsked() {
    try (Runs runs = new Runs(journal)) {
      assertThat(runs.start(ID, program(name -> answer("from " + name.provider())), "x").outcome()).isEqualTo(
          new Outcome.Done<>("from a"));
    }
    assertThat(asked).containsExactly("a:m");
  }

  @Test
  void ifAllFailTheLastFailureStands() {
    try (Runs runs = new Runs(journal)) {
      assertThat(runs.start(ID, program(name -> {
        throw new StepFailed(ModelFailures.RATE, name + " is busy", true);
      }), "x").outcome()).isInstanceOfSatisfying(Outcome.Failed.class,
          failed -> assertThat(failed.failure().message())
              .isEqualTo("c:m is busy"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {ModelFailures.REQUEST, "budget", "cancelled", "exception"})
  void aFailureThatNoOtherModelWouldMendStands(String code) {
    try (Runs runs = new Runs(journal)) {
      assertThat(runs.start(ID, program(_ -> {
        throw new StepFailed(code, "no", false);
      }), "x").outcome()).isNotInstanceOf(Outcome.Done.class);
    }
    assertThat(asked).containsExactly("a:m");
  }
}
