package dev.athanor.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Entry;
import dev.athanor.journal.RunId;
import dev.athanor.model.Message;
import dev.athanor.model.ModelFailures;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.ModelSettings;
import dev.athanor.run.Outcome;
import dev.athanor.run.Retry;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.answer.Delivery;
import dev.athanor.simulator.answer.Delivery.Chance;
import dev.athanor.simulator.answer.Fault;
import dev.athanor.simulator.answer.Problem;
import dev.athanor.simulator.script.Script;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ManyFaultsTest {
  private static final int RUNS = 250;
  private static final List<Served> SERVED =
      List.of(Served.OPENAI, Served.RESPONSES, Served.ANTHROPIC, Served.GEMINI, Served.OLLAMA);
  private static final String ANSWER = "one two three four five six seven eight";
  private static final Delivery FAULTY =
      Delivery.USUAL.with(new Chance(0.08, new Fault.Truncates(Optional.empty())),
          new Chance(0.08, new Fault.Disconnects(Optional.empty())),
          new Chance(0.08, new Fault.Resets(Optional.empty())),
          new Chance(0.08, new Fault.Garbles(Optional.empty())),
          new Chance(0.08, new Fault.Drips(9, Duration.ofNanos(1))),
          new Chance(0.08, new Fault.Fails(Problem.of(429, "slow down"))),
          new Chance(0.08, new Fault.Fails(Problem.of(503,
              "busy"))));
  private static final Set<String> TYPED =
      Set.of(ModelFailures.RESPONSE, ModelFailures.UNREACHABLE, ModelFailures.RATE,
          ModelFailures.PROVIDER);

  @Test
  @Timeout(120)
  void everyOneOfManyFaultyRunsEndsWithTheWholeAnswerOrATypedFailure() {
    try (Lab lab = new Lab(SimulatorSettings.of(Script.saying(ANSWER)).delivered(FAULTY).seeded(11));
        ExecutorService askers = Executors.newFixedThreadPool(32, Thread.ofVirtual().factory())) {
      List<Future<Outcome<ModelResponse>>> runs =
          IntStream.range(0, RUNS).mapToObj(run -> askers.submit(() -> ask(lab, run)))
              .toList();
      for (int run = 0; run < RUNS; run++) {
        ended(lab, new RunId("many-" + run), runs.get(run));
      }
      assertThat(runs).extracting(Future::resultNow).filteredOn(Outcome.Done.class::isInstance)
          .hasSizeGreaterThan(RUNS * 3 / 4);
    }
  }

  /** However often it was tried, an answer is counted once, and a failure not at all. */
  private static void ended(Lab lab, RunId run, Future<Outcome<ModelResponse>> asked) {
    assertThat(asked).succeedsWithin(Duration.ofSeconds(60));
    Entry.Completed step = lab.journal.entries(run, 0).stream().map(each -> each.entry())
        .filter(Entry.Completed.class::isInstance)
        .map(Entry.Completed.class::cast).findFirst().orElseThrow();
    switch (asked.resultNow()) {
      case Outcome.Done<ModelResponse>(var response) -> {
        assertThat(response.text()).isEqualTo(ANSWER);
        assertThat(step.spend().tokens()).isEqualTo(response.usage().total()).isPositive();
      }
      case Outcome.Failed<ModelResponse> failed -> {
        assertThat(failed.failure().code()).isIn(TYPED);
        assertThat(step.spend().tokens()).isZero();
      }
      case Outcome<ModelResponse> other -> throw new AssertionError(other);
    }
  }

  private static Outcome<ModelResponse> ask(Lab lab, int run) {
    Served served = SERVED.get(run % SERVED.size());
    ModelRequest request =
        ModelRequest.of(ModelName.parse(served.model()), List.of(Message.user("question " + run)),
            ModelSettings.NONE);
    return lab.runs
        .start(new RunId("many-" + run), lab.program(lab.operation(new Retry(3, Lab.SOON, Lab.SOON))),
            request)
        .outcome();
  }
}
