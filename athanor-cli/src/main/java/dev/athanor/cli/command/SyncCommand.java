package dev.athanor.cli.command;

import dev.athanor.cli.project.IndexesSettings;
import dev.athanor.cli.terminal.Progress;
import dev.athanor.cli.terminal.Screen;
import dev.athanor.cli.view.EmbeddingText;
import dev.athanor.cli.view.ForecastText;
import dev.athanor.cli.view.SyncText;
import dev.athanor.cli.workshop.EmbeddingSpend;
import dev.athanor.cli.workshop.Syncing;
import dev.athanor.cli.workshop.Workshop;
import dev.athanor.knowledge.sync.SyncForecast;
import dev.athanor.knowledge.sync.SyncOptions;
import dev.athanor.knowledge.sync.SyncReport;
import dev.athanor.document.source.SourceId;
import dev.athanor.error.AthanorException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code athanor sync}. */
@Command(name = "sync", sortOptions = false, description = {
    "Read the documents into the index; again, only what has changed.",
    "A document that can't be read is named in the report, and the rest goes on; so is a source that is down,",
    "whose documents stay as they are. A sync that was interrupted goes on where it was. Until it is done, questions are answered from the state before it."})
final class SyncCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Option(names = "--rebuild",
      description = "Build the index again from what is known, as when it is damaged.")
  private boolean rebuild;

  @Option(names = "--allow-deletes", description = {
      "Delete what is gone, however much it is. Without it, a sync stops that would delete all",
      "documents of a source, or 5 or more that are over a fifth of them."})
  private boolean allowDeletes;

  @Option(names = "--source", paramLabel = "NAME",
      description = "Sync this source only, and leave the documents of all others as they are.")
  private @Nullable String source;

  @Option(names = "--index", paramLabel = "NAME", description = {
      "Bring only this index in step. main is read from the sources; those beside it are made of what was",
      "last read for main."})
  private @Nullable String index;

  @Option(names = "--watch", description = {
      "Sync each source when it is due by its every or at in athanor.yaml, until interrupted."})
  private boolean watch;

  @Option(names = "--dry-run", description = "Say what a sync would do, and write nothing.")
  private boolean dryRun;

  SyncCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    if (index != null && (watch || dryRun || source != null)) {
      throw AthanorException.user("sync-options", "--index " + index + " is here beside --watch, --dry-run or"
          + " --source, which are about what is read from the sources; leave one of the two out");
    }
    if (watch) {
      return new SyncWatch(invocation, options()).run();
    }
    if (dryRun) {
      return forecast();
    }
    Screen screen = invocation.screen();
    Map<String, SyncReport> reports = new LinkedHashMap<>();
    List<EmbeddingSpend> spends = new ArrayList<>();
    try (Workshop workshop = invocation.workshop();
        Progress progress = screen.progress("syncing");
        Interruption _ = Interruption.says(invocation,
            "what is done so far is kept; go on with: athanor sync")) {
      Syncing syncing = new Syncing(workshop.project(), workshop.embedders(), workshop.environment());
      SyncOptions options = options().inUse(workshop.snapshotsInUse());
      try {
        sync(syncing, options, progress, reports);
      } finally {
        spends.addAll(workshop.embeddingSpends());
      }
    } catch (AthanorException e) {
      tellFailed(reports, spends);
      throw e;
    }
    if (invocation.json()) {
      invocation.json(EmbeddingText.put(SyncText.json(reports), spends));
    } else {
      screen.result(SyncText.lines(reports, screen));
      screen.result(EmbeddingText.lines(spends));
    }
    reports.values().forEach(report -> SyncText.warnings(report).forEach(screen::warn));
    boolean whole = reports.values().stream().allMatch(report -> report.failedSources().isEmpty());
    return (whole ? ExitCode.OK : ExitCode.PARTLY_SYNCED).number();
  }

  /** What was embedded is kept, and paid for. */
  private void tellFailed(Map<String, SyncReport> reports, List<EmbeddingSpend> spends) {
    Screen screen = invocation.screen();
    if (invocation.json()) {
      EmbeddingText.lines(spends).forEach(screen::say);
    } else {
      screen.result(SyncText.lines(reports, screen));
      screen.result(EmbeddingText.lines(spends));
    }
  }

  /** One index after another. One beside the first that fails holds up no other; the first of these failures is thrown at the end. */
  private void sync(Syncing syncing, SyncOptions options, Progress progress,
      Map<String, SyncReport> reports) {
    String only = index;
    IndexesSettings indexes = syncing.project().settings().knowledge().indexes();
    if (only != null) {
      indexes.check(only);
    }
    List<AthanorException> failed = new ArrayList<>();
    for (String name : indexes.names()) {
      if (only == null || only.equals(name)) {
        try {
          reports.put(name, name.equals(IndexesSettings.MAIN) ? syncing.run(options, progress)
              : syncing.runBeside(name, options, progress));
        } catch (AthanorException e) {
          failed.add(ofIndex(name, e));
          if (name.equals(IndexesSettings.MAIN)) {
            break;
          }
        }
      }
    }
    failed.stream().skip(1).forEach(each -> invocation.screen().warn(String.valueOf(each.getMessage())));
    if (!failed.isEmpty()) {
      throw failed.getFirst();
    }
  }

  private static AthanorException ofIndex(String name, AthanorException e) {
    return name.equals(IndexesSettings.MAIN) ? e
        : new AthanorException(e.code(), e.category(), e.retryable(),
            "index \"" + name + "\": " + e.getMessage(), e);
  }

  private Integer forecast() {
    Screen screen = invocation.screen();
    try (Workshop workshop = invocation.workshop()) {
      SyncForecast forecast =
          new Syncing(workshop.project(), workshop.embedders(), workshop.environment()).forecast(options());
      if (invocation.json()) {
        invocation.json(ForecastText.json(forecast));
      } else {
        screen.result(ForecastText.lines(forecast, screen));
      }
      ForecastText.warnings(forecast).forEach(screen::warn);
      return ExitCode.OK.number();
    }
  }

  private SyncOptions options() {
    Optional<SourceId> only = Optional.ofNullable(source).map(SourceId::new);
    return new SyncOptions(rebuild, allowDeletes, only, Set.of());
  }
}
