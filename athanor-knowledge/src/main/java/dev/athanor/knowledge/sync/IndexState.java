package dev.athanor.knowledge.sync;

import dev.athanor.document.DocumentId;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.SnapshotInfo;
import dev.athanor.knowledge.ledger.Ledger;
import dev.athanor.knowledge.ledger.LedgerSnapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares the index with what the ledger believes of it. */
final class IndexState {

  private IndexState() {
  }

  /**
   * Whether the index has to be written from the start: its vectors are another embedder's, it is missing, or it is not
   * the one that the ledger settled last. It may be one snapshot ahead, if the last sync was cut off after its commit;
   * what was pending then still is, and is written again. Where all is pending, as before the first snapshot is settled,
   * building it anew writes no more than that, and leaves nothing of another ledger's.
   */
  static boolean mustBeBuiltAnew(KnowledgeIndex index, Ledger ledger, String embedder) {
    Optional<SnapshotInfo> newest = index.newest();
    List<LedgerSnapshot> settled = ledger.snapshots();
    if (newest.isEmpty()) {
      return !settled.isEmpty();
    }
    if (!newest.get().embedder().equals(embedder)) {
      return true;
    }
    if (settled.isEmpty()) {
      return true;
    }
    LedgerSnapshot last = settled.getFirst();
    boolean same = newest.get().name().value().equals(last.name());
    boolean oneAhead = newest.get().number() == last.number() + 1;
    return !same && !(oneAhead && wasCutOff(ledger));
  }

  /** Whether a part of what the ledger has is still to be settled. */
  private static boolean wasCutOff(Ledger ledger) {
    Set<DocumentId> pending = new HashSet<>(ledger.pending());
    boolean unfinished = !pending.isEmpty() || !ledger.leaving().isEmpty();
    return unfinished && ledger.entries().stream().anyMatch(entry -> !pending.contains(entry.document())
        && DocumentPreparation.indexed(entry.outcome()).isPresent());
  }
}
