package dev.athanor.knowledge.sync;

import dev.athanor.document.DocumentId;
import dev.athanor.document.source.Entry;
import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.chunk.StructureChunker;
import dev.athanor.knowledge.embed.Embedder;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.ledger.KnownDocument;
import dev.athanor.knowledge.ledger.Ledger;
import dev.athanor.knowledge.ledger.LedgerDocument;
import dev.athanor.knowledge.ledger.LedgerEntry;
import dev.athanor.knowledge.ledger.Outcome;
import dev.athanor.knowledge.ledger.Provenance;
import dev.athanor.knowledge.ledger.Versions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Brings an index in step with the ledger of another one: the same documents, read and cleaned once, cut and embedded in
 * another way. What the other one has lost, this one loses. Cut off at any point, it goes on like a {@link Sync}.
 *
 * <p>While it runs, no sync runs on either folder.
 *
 * @param leader the knowledge folder whose ledger is followed; it has to be there
 * @param folder the knowledge folder of this index, which need not exist yet
 * @param chunker cuts the documents
 * @param embedder makes vectors, where the other ledger has none for the same passage
 * @param index opens the index; each run closes it
 */
public record Following(Path leader, Path folder, StructureChunker chunker, Embedder embedder,
    InstantSource clock, Supplier<KnowledgeIndex> index) {

  /**
   * Does it.
   *
   * @throws AthanorException {@code nothing-synced} when there is nothing to follow, {@code sync-busy}, and what the ledger
   *     and the index can meet; nothing is half done then
   */
  public SyncReport run(SyncOptions options, SyncListener listener) {
    if (!Files.exists(Sync.ledgerFile(leader))) {
      throw AthanorException.user("nothing-synced",
          "no document was read yet, and an index beside the first one"
              + " is made of what was read for that; read the documents with: athanor sync");
    }
    try (SyncLock _ = SyncLock.acquire(leader, clock.instant());
        SyncLock _ = SyncLock.acquire(folder, clock.instant());
        Ledger read = Ledger.open(Sync.ledgerFile(leader), clock);
        Ledger own = Ledger.open(Sync.ledgerFile(folder), clock);
        KnowledgeIndex opened = index.get()) {
      Step step = new Step(read, own);
      Embedding embedding = new Embedding(embedder, own, List.of(read), Checkpoint.NONE);
      return new Writing(own, opened, embedding, Checkpoint.NONE).write(step.plan(), Map.of(), step.tasks(),
          options, listener);
    }
  }

  /** From what is known of this index to what the other ledger says. */
  private final class Step {
    private final Ledger read;
    private final Map<DocumentId, LedgerEntry> known = new HashMap<>();
    private final Map<DocumentId, LedgerEntry> wanted = new TreeMap<>();
    /** No part of a version, and so to be compared for itself. */
    private final Map<DocumentId, String> knownDates;
    private final Map<DocumentId, String> wantedDates;

    Step(Ledger read, Ledger own) {
      this.read = read;
      this.knownDates = own.modified();
      this.wantedDates = read.modified();
      own.entries().forEach(entry -> known.put(entry.document(), entry));
      for (LedgerEntry entry : read.entries()) {
        if (DocumentPreparation.indexed(entry.outcome()).isPresent()) {
          wanted.put(entry.document(), entry);
        }
      }
    }

    Plan plan() {
      List<LedgerEntry> gone =
          known.values().stream().filter(entry -> !wanted.containsKey(entry.document())).toList();
      return new Plan(known, List.of(), List.of(), gone, List.of(), Map.of(), List.of(), List.of());
    }

    List<Task> tasks() {
      List<Task> tasks = new ArrayList<>();
      wanted
          .forEach((document, entry) -> tasks.add(new Task(entry.source(), document, () -> prepare(entry))));
      return tasks;
    }

    private Prepared prepare(LedgerEntry entry) {
      Outcome.Indexed now = DocumentPreparation.indexed(entry.outcome()).orElseThrow();
      Entry listed = new Entry(entry.document(), now.provenance().location(), OptionalLong.empty(),
          now.provenance().attributes());
      Optional<Provenance> before = unchanged(entry, now);
      Optional<Stage> redo = before.flatMap(each -> stage(each.versions()));
      if (before.isPresent() && redo.isEmpty()) {
        Provenance seen = with(now.provenance(), before.get().versions());
        return seen.equals(before.get()) ? new Prepared.Same(listed) : new Prepared.Touched(listed, seen);
      }
      return read.recorded(entry.document()).<Prepared>map(stored -> cut(listed, stored, now, redo))
          .orElseGet(() -> new Prepared.Refused(listed,
              "it was recorded before the structure of documents was"
                  + " kept, so it can't be cut in another way; change it, or take its source out of athanor.yaml, sync,"
                  + " and put it in again",
              read.known(entry.document()).map(KnownDocument::readers)));
    }

    private Prepared cut(Entry listed, LedgerDocument stored, Outcome.Indexed now, Optional<Stage> redo) {
      Versions made = now.provenance().versions();
      Versions versions =
          new Versions(made.parser(), made.cleaning(), chunker.version(), embedder.version());
      return new Prepared.Cut(listed, new LedgerDocument(chunker.chunk(stored.document().document()),
          with(now.provenance(), versions), stored.treatment()), redo);
    }

    /** What this index was made of, if that is what the other one is made of today. */
    private Optional<Provenance> unchanged(LedgerEntry entry, Outcome.Indexed now) {
      return Optional.ofNullable(known.get(entry.document()))
          .filter(mine -> mine.source().equals(entry.source()))
          .filter(mine -> Objects.equals(knownDates.get(mine.document()), wantedDates.get(mine.document())))
          .map(LedgerEntry::outcome)
          .flatMap(DocumentPreparation::indexed).filter(mine -> sameText(mine, now))
          .map(Outcome.Indexed::provenance);
    }

    private Optional<Stage> stage(Versions versions) {
      if (!versions.chunker().equals(chunker.version())) {
        return Optional.of(Stage.CUT);
      }
      return versions.embedder().equals(embedder.version()) ? Optional.empty() : Optional.of(Stage.EMBED);
    }
  }

  private static boolean sameText(Outcome.Indexed mine, Outcome.Indexed now) {
    Provenance one = mine.provenance();
    Provenance other = now.provenance();
    return mine.version().equals(now.version()) && one.rawHash().equals(other.rawHash())
        && one.attributes().equals(other.attributes())
        && Objects.equals(one.versions().parser(), other.versions().parser())
        && Objects.equals(one.versions().cleaning(), other.versions().cleaning());
  }

  private static Provenance with(Provenance provenance, Versions versions) {
    return new Provenance(provenance.location(), provenance.rawHash(), provenance.fingerprint(),
        provenance.attributes(), versions);
  }
}
