package dev.athanor.knowledge.sync;

import dev.athanor.document.DocumentId;
import dev.athanor.document.Readers;
import dev.athanor.knowledge.index.IndexSession;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.ledger.Ledger;
import java.util.List;
import java.util.Map;

/**
 * Brings ledger and index to what a plan says.
 *
 * @param embedding makes the vectors
 */
record Writing(Ledger ledger, KnowledgeIndex index, Embedding embedding, Checkpoint checkpoint) {

  /**
   * Does it.
   *
   * @param narrowed documents that fewer may read than before, whatever comes of reading them
   */
  SyncReport write(Plan plan, Map<DocumentId, Readers> narrowed, List<Task> tasks, SyncOptions options,
      SyncListener listener) {
    if (options.rebuild()) {
      index.erase();
    }
    new Pins(ledger, index).hold(options.inUse());
    boolean anew = IndexState.mustBeBuiltAnew(index, ledger, embedding.version());
    if (anew) {
      ledger.unsettle();
    }
    ledger.narrow(narrowed);
    try (IndexSession session = index.begin(embedding.version())) {
      if (anew) {
        session.clear();
      }
      return new SyncRun(plan, narrowed.keySet(), ledger, new Target(index, session), embedding, listener,
          checkpoint)
          .run(tasks);
    }
  }
}
