package dev.athanor.models;

import dev.athanor.journal.Entry;
import dev.athanor.journal.InMemoryJournal;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.json.Json;
import dev.athanor.model.ModelOperation;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelResponse;
import dev.athanor.model.Prices;
import dev.athanor.models.provider.ProviderSettings;
import dev.athanor.models.provider.Providers;
import dev.athanor.run.Limits;
import dev.athanor.run.Outcome;
import dev.athanor.run.Program;
import dev.athanor.run.Redactor;
import dev.athanor.run.Retry;
import dev.athanor.run.RunListener;
import dev.athanor.run.Runs;
import dev.athanor.simulator.Simulator;
import dev.athanor.simulator.SimulatorSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A simulator, the providers that reach it, and a kernel with a journal in memory. */
public final class Lab implements AutoCloseable {
  public static final Duration SOON = Duration.ofMillis(1);

  public final Simulator simulator;
  public final InMemoryJournal journal = new InMemoryJournal();
  public final List<JsonNode> chunks = new ArrayList<>();
  public final Providers providers;
  public final Runs runs;
  /** After how many pieces the watcher has seen enough. */
  public volatile int enough = Integer.MAX_VALUE;
  private int asked;

  public Lab(SimulatorSettings settings) {
    this(settings, _ -> List.of());
  }

  /** With providers that are not as they would be served. */
  public Lab(SimulatorSettings settings, Function<URI, List<ProviderSettings>> others) {
    this.simulator = Simulator.start(settings);
    Stream<ProviderSettings> usual = Arrays.stream(Served.values()).map(one -> one.at(simulator));
    this.providers = Providers.of(Stream.concat(usual, others.apply(simulator.baseUri()).stream()).toList(),
        Map.of(Served.VARIABLE, Served.KEY)::get);
    this.runs = new Runs(journal, Limits.STANDARD, new RunListener() {
      @Override
      public boolean onChunk(RunId run, Path path, JsonNode chunk) {
        synchronized (chunks) {
          return chunks.add(chunk) && chunks.size() < enough;
        }
      }
    }, Redactor.NONE);
  }

  public ModelOperation operation(Retry retry) {
    return new ModelOperation(providers, Prices.UNKNOWN, retry, Duration.ofSeconds(30));
  }

  /** The id of the run that has asked last. */
  public RunId run() {
    return new RunId("lab-" + asked);
  }

  public Program<ModelRequest, ModelResponse> program(ModelOperation operation) {
    return new Program<>("lab", Codec.of(ModelRequest.class), Codec.of(ModelResponse.class),
        (run, request) -> run.step(
            "model", operation, request));
  }

  public Outcome<ModelResponse> outcome(ModelRequest request, Retry retry) {
    asked++;
    return runs.start(run(), program(operation(retry)), request).outcome();
  }

  /** The answer, which must be one. */
  public ModelResponse ask(ModelRequest request) {
    return outcome(request, Retry.NONE).output();
  }

  /** How asking failed, which it must. */
  public Outcome.Failed<?> failure(ModelRequest request) {
    Outcome<ModelResponse> outcome = outcome(request, Retry.NONE);
    if (outcome instanceof Outcome.Failed<?> failed) {
      return failed;
    }
    throw new AssertionError("expected a failure, got " + outcome);
  }

  /** The body of the request that came last. */
  public JsonNode sent() {
    return simulator.requests().getLast().body().orElseGet(Json::object);
  }

  public List<Entry> entries() {
    return journal.entries(run(), 0).stream().map(each -> each.entry()).toList();
  }

  @Override
  public void close() {
    runs.close();
    providers.close();
    simulator.close();
  }
}
