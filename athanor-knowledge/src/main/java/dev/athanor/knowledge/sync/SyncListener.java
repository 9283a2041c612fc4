package dev.athanor.knowledge.sync;

/** Is told how far a sync is, in the thread that syncs. */
@FunctionalInterface
public interface SyncListener {

  /** Listens to nothing. */
  SyncListener SILENT = progress -> {
  };

  /** A document was finished, or some of its passages were embedded. */
  void progress(SyncProgress progress);
}
