package dev.athanor.knowledge.sync;

import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.document.Document;
import dev.athanor.document.DocumentId;
import dev.athanor.knowledge.index.SnapshotInfo;
import dev.athanor.knowledge.ledger.Ledger;
import dev.athanor.knowledge.ledger.LedgerDocument;
import dev.athanor.knowledge.ledger.LedgerEntry;
import dev.athanor.knowledge.ledger.LedgerSnapshot;
import dev.athanor.knowledge.ledger.Outcome;
import dev.athanor.knowledge.ledger.Provenance;
import dev.athanor.knowledge.ledger.StoredDocument;
import dev.athanor.document.source.SourceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One sync from its plan to its report. Owned by the thread that syncs; what it gives away to be written is {@link Behind}. */
final class SyncRun {

  private static final int DOCUMENTS_AT_ONCE = 64;
  private static final int CHUNKS_AT_ONCE = 128;

  private final Plan plan;
  private final Set<DocumentId> restricted;
  private final Ledger ledger;
  private final Target target;
  private final Embedding embedding;
  private final SyncListener listener;
  private final Checkpoint checkpoint;
  private final Renames renames;

  private final Map<SourceId, List<LedgerDocument>> batch = new HashMap<>();
  private final Map<DocumentId, Provenance> touched = new HashMap<>();
  private final Set<DocumentId> written = new HashSet<>();
  private final List<FailedDocument> failed = new ArrayList<>();
  private final List<Rename> renamed = new ArrayList<>();
  private final Map<Stage, Integer> redone = new EnumMap<>(Stage.class);
  private int batchedDocuments;
  private int batchedChunks;
  private int done;
  private int total;
  private int added;
  private int changed;
  private int unchanged;
  private String current = "";

  SyncRun(Plan plan, Set<DocumentId> restricted, Ledger ledger, Target target, Embedding embedding,
      SyncListener listener,
      Checkpoint checkpoint) {
    this.plan = plan;
    this.restricted = restricted;
    this.ledger = ledger;
    this.target = target;
    this.embedding = embedding;
    this.listener = listener;
    this.checkpoint = checkpoint;
    this.renames = new Renames(plan.gone());
  }

  /**
   * Takes what each task makes of its document, in their order; they are done a few ahead, and what is embedded is written
   * while the next is being embedded.
   */
  SyncReport run(List<Task> tasks) {
    total = tasks.size();
    plan.unreadable().forEach(each -> refuse(each.source(), each.document(), each.reason()));
    try (Ahead<Task, Prepared> ahead = new Ahead<>(tasks, task -> task.preparation().get());
        Behind behind = new Behind()) {
      for (Task task : tasks) {
        take(task.source(), ahead.next(), behind);
        checkpoint.passed(Checkpoint.Step.PREPARED);
        done++;
        tell(task.document().value());
      }
      flush(behind);
      behind.await();
    }
    writeWhatIsStillPending();
    int deleted = remove();
    tell("");
    return report(commit(), deleted);
  }

  private void take(SourceId source, Prepared prepared, Behind behind) {
    DocumentId document = prepared.entry().document();
    switch (prepared) {
      case Prepared.Same same -> unchanged++;
      case Prepared.Touched(var entry, Provenance provenance) -> {
        unchanged++;
        touched.put(document, provenance);
      }
      case Prepared.Refused(var entry, String reason, var readers) -> {
        readers.ifPresent(each -> ledger.narrow(document, each));
        refuse(source, document, reason);
      }
      case Prepared.Cut(var entry, LedgerDocument cut, var stage) -> {
        stage.ifPresent(each -> redone.merge(each, 1, Integer::sum));
        batch.computeIfAbsent(source, key -> new ArrayList<>()).add(counted(cut));
        batchedDocuments++;
        batchedChunks += cut.document().chunks().size();
        if (batchedDocuments >= DOCUMENTS_AT_ONCE || batchedChunks >= CHUNKS_AT_ONCE) {
          flush(behind);
        }
      }
    }
  }

  private LedgerDocument counted(LedgerDocument cut) {
    Document document = cut.document().document();
    Optional<Outcome.Indexed> before =
        Optional.ofNullable(plan.known().get(document.id())).map(LedgerEntry::outcome)
            .flatMap(DocumentPreparation::indexed);
    if (before.isPresent()) {
      if (before.get().version().equals(document.version())) {
        unchanged++;
      } else {
        changed++;
      }
      return cut;
    }
    Optional<DocumentId> former = renames.take(document.id(), cut.provenance().rawHash());
    if (former.isEmpty()) {
      added++;
      return cut;
    }
    renamed.add(new Rename(former.get(), document.id()));
    return cut.renamedFrom(former.get());
  }

  private void refuse(SourceId source, DocumentId document, String reason) {
    boolean kept = Optional.ofNullable(plan.known().get(document)).map(LedgerEntry::outcome)
        .flatMap(DocumentPreparation::indexed).isPresent();
    ledger.recordFailure(source, document, reason);
    failed.add(new FailedDocument(document, kept ? reason + "; what it said before stays indexed" : reason));
  }

  private void flush(Behind behind) {
    if (!touched.isEmpty()) {
      ledger.recordUnchanged(touched);
      touched.clear();
    }
    Map<SourceId, List<LedgerDocument>> embedded = new LinkedHashMap<>(batch);
    List<ChunkedDocument> documents =
        embedded.values().stream().flatMap(List::stream).map(LedgerDocument::document).toList();
    Map<String, float[]> vectors = embedding.vectors(documents, count -> tell(current));
    behind.begin(() -> embedded.forEach((source, recorded) -> record(source, recorded, vectors)));
    batch.clear();
    batchedDocuments = 0;
    batchedChunks = 0;
  }

  private void record(SourceId source, List<LedgerDocument> documents, Map<String, float[]> vectors) {
    ledger.record(source, documents);
    checkpoint.passed(Checkpoint.Step.RECORDED);
    for (LedgerDocument each : documents) {
      write(source, each.document(), Embedding.inOrder(each.document(), vectors));
    }
  }

  private void write(SourceId source, ChunkedDocument document, List<float[]> vectors) {
    target.session().replace(source, document, vectors);
    written.add(document.document().id());
    checkpoint.passed(Checkpoint.Step.INDEXED);
  }

  /** Writes what an earlier sync has recorded and no snapshot has: that sync was cut off, or the index is built anew. */
  private void writeWhatIsStillPending() {
    Set<DocumentId> gone = new HashSet<>(plan.gone().stream().map(LedgerEntry::document).toList());
    List<DocumentId> pending =
        ledger.pending().stream().filter(each -> !written.contains(each) && !gone.contains(each)).toList();
    Map<DocumentId, SourceId> sources = pending.isEmpty() ? Map.of()
        : ledger.entries().stream().collect(Collectors.toMap(LedgerEntry::document, LedgerEntry::source));
    for (DocumentId document : pending) {
      SourceId source = Objects.requireNonNull(sources.get(document));
      Optional<StoredDocument> stored = ledger.load(document, embedding.version());
      if (stored.isPresent()) {
        write(source, stored.get().document(), stored.get().vectors());
      } else {
        ledger.load(document).ifPresent(each -> embedAgain(source, each));
      }
    }
  }

  /** A document that cannot be read now stays indexed as it was, also when the embedder has changed. */
  private void embedAgain(SourceId source, ChunkedDocument document) {
    Map<String, float[]> vectors =
        embedding.vectors(List.of(document), embedded -> tell(document.document().id()
            .value()));
    ledger.recordEmbedder(document.document().id(), embedding.version());
    write(source, document, Embedding.inOrder(document, vectors));
  }

  private int remove() {
    if (!plan.gone().isEmpty()) {
      ledger.remove(plan.gone().stream().map(LedgerEntry::document).toList());
    }
    checkpoint.passed(Checkpoint.Step.REMOVED);
    ledger.leaving().forEach(target.session()::delete);
    long gone = plan.gone().stream()
        .filter(entry -> DocumentPreparation.indexed(entry.outcome()).isPresent()).count();
    return (int) gone - renamed.size();
  }

  private LedgerSnapshot commit() {
    SnapshotInfo committed = target.session().commit("sync");
    checkpoint.passed(Checkpoint.Step.COMMITTED);
    // An index that was built anew may have the name that it had before, and what it has is pending all the same.
    boolean unsettled = !ledger.pending().isEmpty() || !ledger.leaving().isEmpty();
    Optional<LedgerSnapshot> last = ledger.snapshots().stream().findFirst()
        .filter(snapshot -> !unsettled && snapshot.name().equals(committed.name().value()));
    LedgerSnapshot settled =
        last.orElseGet(() -> ledger.settle(committed.name().value(), committed.number(), embedding.version(),
            target.readable()));
    checkpoint.passed(Checkpoint.Step.SETTLED);
    return settled;
  }

  private SyncReport report(LedgerSnapshot snapshot, int deleted) {
    failed.sort(Comparator.comparing(FailedDocument::document));
    renamed.sort(Comparator.comparing(Rename::to));
    return new SyncReport(added, changed, unchanged, deleted, failed, snapshot.chunks(), embedding.embedded(),
        snapshot
            .name(),
        plan.gaps(), plan.passedOver(), renamed, redone, plan.failed(),
        restricted.stream().sorted().toList(), plan.notes());
  }

  private void tell(String document) {
    current = document;
    listener.progress(new SyncProgress(done, total, embedding.embedded(), document));
  }
}
