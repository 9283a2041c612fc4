package dev.athanor.knowledge.sync;

import dev.athanor.knowledge.chunk.StructureChunker;
import dev.athanor.knowledge.embed.Embedder;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.lucene.LuceneIndex;
import dev.athanor.knowledge.ledger.Ledger;
import dev.athanor.document.clean.Cleaning;
import dev.athanor.document.parse.Parsers;
import dev.athanor.document.source.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Syncs sources into one index.
 *
 * <p>One sync at a time runs on a folder, in whichever process; a second one is refused. A sync that is cut off (by
 * SIGKILL, a full disk, an exception) leaves the last snapshot readable, and the next sync continues without embedding
 * again what was embedded.
 */
public final class Sync {

  private final Path folder;
  private final Parsers parsers;
  private final Cleaning cleaning;
  private final StructureChunker chunker;
  private final Embedder embedder;
  private final InstantSource clock;
  private final Checkpoint checkpoint;
  private final Supplier<KnowledgeIndex> index;

  /**
   * A sync into the knowledge folder of a project, which need not exist yet: it has the ledger and the index.
   */
  public Sync(Path folder, Parsers parsers, Cleaning cleaning, StructureChunker chunker, Embedder embedder,
      InstantSource clock) {
    this(folder, parsers, cleaning, chunker, embedder, clock, Checkpoint.NONE);
  }

  Sync(Path folder, Parsers parsers, Cleaning cleaning, StructureChunker chunker, Embedder embedder,
      InstantSource clock,
      Checkpoint checkpoint) {
    this(folder, parsers, cleaning, chunker, embedder, clock, checkpoint,
        () -> LuceneIndex.open(indexFolder(folder)));
  }

  private Sync(Path folder, Parsers parsers, Cleaning cleaning, StructureChunker chunker, Embedder embedder,
      InstantSource clock, Checkpoint checkpoint, Supplier<KnowledgeIndex> index) {
    this.index = index;
    this.folder = folder;
    this.parsers = parsers;
    this.cleaning = cleaning;
    this.chunker = chunker;
    this.embedder = embedder;
    this.clock = clock;
    this.checkpoint = checkpoint;
  }

  /** The same sync into an index elsewhere: each run opens and closes it. The ledger stays in the folder. */
  public Sync into(Supplier<KnowledgeIndex> elsewhere) {
    return new Sync(folder, parsers, cleaning, chunker, embedder, clock, checkpoint, elsewhere);
  }

  /** Where the ledger of a knowledge folder is. */
  public static Path ledgerFile(Path folder) {
    return folder.resolve("ledger.db");
  }

  /** Where the index of a knowledge folder is. */
  public static Path indexFolder(Path folder) {
    return folder.resolve("index");
  }

  /**
   * Syncs.
   *
   * @param sources all sources of the project: what was indexed of any other one is deleted
   * @throws dev.athanor.error.AthanorException {@code no-sources}, {@code source-empty}, {@code folder-missing},
   *     {@code sync-deletes}, {@code sync-busy}, and what the ledger and the index can meet; nothing is half done then
   */
  public SyncReport run(List<Source> sources, SyncOptions options, SyncListener listener) {
    if (sources.isEmpty()) {
      throw SyncFailures.noSources();
    }
    try (SyncLock _ = SyncLock.acquire(folder, clock.instant());
        Ledger ledger = Ledger.open(ledgerFile(folder), clock);
        KnowledgeIndex index = this.index.get()) {
      Plan plan = Plan.of(sources, ledger.entries(), options);
      if (!options.allowDeletes()) {
        new Deletions(plan, ledger.renaming()).check(sources);
      }
      checkpoint.passed(Checkpoint.Step.LISTED);
      return run(new Narrowing(plan, Plan.chosen(sources, options)), ledger, index, options, listener);
    }
  }

  /**
   * What a sync would do now. Lists the sources, and opens what may have changed, but parses nothing; writes nothing, also no
   * lock.
   *
   * @throws dev.athanor.error.AthanorException as {@link #run}, but that too many deletes are told and not thrown
   */
  public SyncForecast forecast(List<Source> sources, SyncOptions options) {
    if (sources.isEmpty()) {
      throw SyncFailures.noSources();
    }
    Plan plan = Plan.of(sources, read(Ledger::entries, List.of()), options);
    List<Deletions.Vanishing> refused = options.allowDeletes() ? List.of()
        : new Deletions(plan, read(Ledger::renaming, Map.of())).tooMany(sources);
    return new Forecasting(new Narrowing(plan, Plan.chosen(sources, options)), look(plan)).forecast(refused);
  }

  private <R> R read(Function<Ledger, R> what, R withoutLedger) {
    if (!Files.exists(ledgerFile(folder))) {
      return withoutLedger;
    }
    try (Ledger ledger = Ledger.open(ledgerFile(folder), clock)) {
      return what.apply(ledger);
    }
  }

  private SyncReport run(Narrowing narrowing, Ledger ledger, KnowledgeIndex index, SyncOptions options,
      SyncListener listener) {
    Plan plan = narrowing.plan();
    DocumentPreparation preparation =
        new DocumentPreparation(look(plan), parsers, cleaning, chunker, embedder.version(), ledger);
    List<Task> tasks = plan.work().stream().map(work -> new Task(work.source().id(), work.entry().document(),
        () -> preparation.prepare(work.source(), work.entry()))).toList();
    return new Writing(ledger, index, new Embedding(embedder, ledger, checkpoint), checkpoint).write(plan,
        narrowing.narrowed(), tasks, options, listener);
  }

  private Look look(Plan plan) {
    return new Look(parsers, cleaning, chunker, embedder.version(), plan.known());
  }
}
