package dev.athanor.knowledge.sync;

import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.SnapshotInfo;
import dev.athanor.knowledge.ledger.Ledger;
import dev.athanor.knowledge.ledger.LedgerSnapshot;
import java.util.List;
import java.util.Optional;

/** Compares the index with what the ledger believes of it. */
final class IndexState {

  private IndexState() {
  }

  /**
   * Whether the index has to be written from the start: its vectors are another embedder's, it is missing, or it is not
   * the one that the ledger settled last. It may be one snapshot ahead, if the last sync was cut off after its commit;
   * what was pending then still is, and is written again.
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
      return newest.get().number() > 1;
    }
    LedgerSnapshot last = settled.getFirst();
    boolean same = newest.get().name().value().equals(last.name());
    boolean oneAhead = newest.get().number() == last.number() + 1;
    return !same && !oneAhead;
  }
}
