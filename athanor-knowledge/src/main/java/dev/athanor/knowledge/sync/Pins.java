package dev.athanor.knowledge.sync;

import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.SnapshotInfo;
import dev.athanor.knowledge.index.SnapshotName;
import dev.athanor.knowledge.ledger.Ledger;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps the snapshots that somebody still needs, and lets go of those that this was done for earlier and nobody needs any more.
 * The ledger remembers which those are, so that a pin that somebody else has set stays.
 */
record Pins(Ledger ledger, KnowledgeIndex index) {

  void hold(Set<SnapshotName> inUse) {
    Set<SnapshotName> readable =
        index.snapshots().stream().map(SnapshotInfo::name).collect(Collectors.toSet());
    Set<SnapshotName> held = ledger.pins();
    for (SnapshotName snapshot : inUse) {
      if (readable.contains(snapshot)) {
        // Also one that is held already: a sync may have been cut off between the two.
        ledger.pin(snapshot);
        index.pin(snapshot);
      }
    }
    for (SnapshotName snapshot : held) {
      if (!inUse.contains(snapshot)) {
        index.unpin(snapshot);
        ledger.unpin(snapshot);
      }
    }
  }
}
