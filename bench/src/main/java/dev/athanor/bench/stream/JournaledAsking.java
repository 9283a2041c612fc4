package dev.athanor.bench.stream;

import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import dev.athanor.json.Codec;
import dev.athanor.model.Message;
import dev.athanor.model.ModelName;
import dev.athanor.model.ModelOperation;
import dev.athanor.model.ModelRequest;
import dev.athanor.model.ModelSettings;
import dev.athanor.model.Prices;
import dev.athanor.models.provider.ProviderSettings;
import dev.athanor.models.provider.Providers;
import dev.athanor.run.Limits;
import dev.athanor.run.Program;
import dev.athanor.run.Redactor;
import dev.athanor.run.RunListener;
import dev.athanor.run.Runs;
import dev.athanor.store.journal.SqliteJournal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** A run of one step over a journal in SQLite. */
final class JournaledAsking implements Asking {
  private final SqliteJournal journal;
  private final Providers providers;
  private final Runs runs;
  private final Program<String, String> program;
  private final Map<RunId, Runnable> unbegun = new ConcurrentHashMap<>();

  JournaledAsking(URI server, java.nio.file.Path store) {
    journal = SqliteJournal.open(store.resolve("journal.db"));
    providers =
        Providers.of(List.of(ProviderSettings.builtIn("openai").orElseThrow().at(URI.create(server + "/v1"))),
            Map.of("OPENAI_API_KEY", StreamBench.KEY)::get);
    runs = new Runs(journal, Limits.STANDARD, new RunListener() {
      @Override
      public boolean onChunk(RunId run, Path path, JsonNode chunk) {
        Runnable firstToken = unbegun.remove(run);
        if (firstToken != null) {
          firstToken.run();
        }
        return true;
      }
    }, Redactor.NONE);
    var operation = new ModelOperation(providers, Prices.UNKNOWN);
    program = new Program<>("asks", Codec.TEXT, Codec.TEXT,
        (run, question) -> run.step("model", operation, ModelRequest.of(
            new ModelName("openai", StreamBench.MODEL), List.of(Message.user(question)), ModelSettings.NONE))
            .text());
  }

  @Override
  public String name() {
    return "a journaled run";
  }

  @Override
  public void ask(Runnable firstToken) {
    RunId id = RunId.fresh();
    unbegun.put(id, firstToken);
    StreamBench.check(runs.start(id, program, StreamBench.QUESTION).outcome().output());
  }

  @Override
  public void close() {
    runs.close();
    providers.close();
    journal.close();
  }
}
