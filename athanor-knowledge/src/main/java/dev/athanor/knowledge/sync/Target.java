package dev.athanor.knowledge.sync;

import dev.athanor.knowledge.index.IndexSession;
import dev.athanor.knowledge.index.KnowledgeIndex;
import java.util.List;

/** The index that a sync writes, with the session that writes it. */
record Target(KnowledgeIndex index, IndexSession session) {

  /** The names of the snapshots that can be read. */
  List<String> readable() {
    return index.snapshots().stream().map(snapshot -> snapshot.name().value()).toList();
  }
}
