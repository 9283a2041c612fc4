package dev.athanor.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.athanor.journal.Entry;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.model.Message;
import dev.athanor.model.ModelFailures;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelOperation;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.Prices;
import dev.athanor.models.provider.Providers;
import dev.athanor.run.Limits;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.athanor.run.Redactor;
import dev.athanor.run.Retry;
import dev.athanor.run.Run;
import dev.athanor.run.RunListener;
import dev.athanor.run.Runs;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import dev.athanor.simulator.answer.Delivery;
import dev.athanor.simulator.answer.Delivery.Chance;
import dev.athanor.simulator.answer.Fault;
import dev.athanor.simulator.answer.Problem;
import dev.athanor.simulator.script.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Hundreds of streamed runs at once, before providers of which nearly every second answer goes wrong in some way. */
class FaultyProviderTest {
  private static final int RUNS = 500;
  private static final String ANSWER = "one two three four five six seven eight nine ten";
  private static final Set<String> CODES = Set.of(ModelFailures.RATE, ModelFailures.PROVIDER,
      ModelFailures.UNREACHABLE, ModelFailures.RESPONSE);
  private static final Delivery FAULTY = Delivery.USUAL.with(
      new Chance(0.08,
          new Fault.Fails(Problem.of(Problem.Kind.RATE, "slow down").retryAfter(Duration.ofSeconds(1)))),
      new Chance(0.08, new Fault.Fails(Problem.of(Problem.Kind.SERVER, "trouble"))),
      new Chance(0.08, new Fault.Fails(Problem.of(Problem.Kind.OVERLOADED, "busy"))),
      new Chance(0.08, new Fault.Truncates(Optional.empty())),
      new Chance(0.08, new Fault.Disconnects(Optional.empty())),
      new Chance(0.08, new Fault.Resets(Optional.empty())),
      new Chance(0.08, new Fault.Garbles(Optional.empty())),
      new Chance(0.08, new Fault.Drips(5, Duration.ofNanos(1))));

  /** What somebody sees who reads along. */
  private static final class Reader implements RunListener {
    final Map<RunId, StringBuilder> texts = new ConcurrentHashMap<>();

    @Override
    public boolean onChunk(RunId run, Path path, JsonNode chunk) {
      texts.computeIfAbsent(run, _ -> new StringBuilder()).append(chunk.path("text").asString());
      return true;
    }

    @Override
    public void onReset(RunId run, Path path) {
      texts.remove(run);
    }
  }

  @Test
  @Timeout(120)
  void everyRunEndsAndWhatWasStreamedBeforeARetryIsVoidAndNoTokenCountsTwice() throws Exception {
    var reader = new Reader();
    var journal = new InMemoryJournal();
    List<Served> all = List.of(Served.values());
    List<RunId> ids = new ArrayList<>();
    List<Future<Outcome<ModelResponse>>> outcomes = new ArrayList<>();
    try (
        Simulator simulator =
            Simulator.start(SimulatorSettings.of(Script.saying(ANSWER)).delivered(FAULTY).seeded(11));
        Providers providers =
            Providers.of(all.stream().map(one -> one.at(simulator)).toList(),
                Map.of(Served.VARIABLE, Served.KEY)::get);
        Runs runs = new Runs(journal, Limits.STANDARD, reader, Redactor.NONE);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var operation =
          new ModelOperation(providers, Prices.UNKNOWN,
              new Retry(3, Duration.ofMillis(1), Duration.ofSeconds(2)), Duration.ofSeconds(30));
      var program = new Program<>("asks", Codec.of(ModelRequest.class), Codec.of(ModelResponse.class),
          (Run run, ModelRequest request) -> run.step("model", operation, request));
      for (int i = 0; i < RUNS; i++) {
        RunId id = new RunId("run-" + i);
        ModelName model = ModelName.parse(all.get(i % all.size()).model());
        ModelRequest request =
            ModelRequest.of(model, List.of(Message.user("question " + i)), providers.defaults(model));
        ids.add(id);
        outcomes.add(threads.submit(() -> runs.start(id, program, request).outcome()));
      }
    }
    int done = 0;
    int retried = 0;
    long wasted = 0;
    for (int i = 0; i < RUNS; i++) {
      List<Entry> entries = journal.entries(ids.get(i), 0).stream().map(each -> each.entry()).toList();
      wasted += attempted(entries).stream().mapToLong(Long::longValue).sum();
      boolean again = entries.stream().anyMatch(Entry.Attempted.class::isInstance);
      switch (outcomes.get(i).get()) {
        case Outcome.Done<ModelResponse>(ModelResponse response) -> {
          done++;
          retried += again ? 1 : 0;
          assertThat(response.text()).isEqualTo(ANSWER);
          assertThat(reader.texts.get(ids.get(i))).hasToString(ANSWER);
          assertThat(answered(entries)).isEqualTo(response.usage().total());
          assertThat(attempted(entries)).allSatisfy(spent -> assertThat(spent).isBetween(0L, response.usage()
              .total()));
        }
        case Outcome.Failed<ModelResponse>(var failure) -> {
          assertThat(failure.code()).isIn(CODES);
          assertThat(again).as(failure.toString()).isTrue();
        }
        case Outcome<ModelResponse> other ->
            throw new AssertionError("run " + i + " ended in no order: " + other);
      }
    }
    assertThat(done).isBetween(RUNS * 3 / 4, RUNS - 1);
    assertThat(retried).isGreaterThan(RUNS / 4);
    assertThat(wasted).isPositive();
  }

  private static long answered(List<Entry> entries) {
    return entries.stream().filter(Entry.Completed.class::isInstance)
        .mapToLong(entry -> ((Entry.Completed) entry).spend().tokens()).sum();
  }

  private static List<Long> attempted(List<Entry> entries) {
    return entries.stream().filter(Entry.Attempted.class::isInstance)
        .map(entry -> ((Entry.Attempted) entry).spend().tokens()).toList();
  }
}
