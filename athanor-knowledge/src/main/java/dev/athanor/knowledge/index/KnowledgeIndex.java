package dev.athanor.knowledge.index;

import dev.athanor.document.Principals;
import java.util.List;
import java.util.Optional;

/**
 * An index of documents, written by one session at a time and read through named snapshots. Any number of processes may
 * read it while one writes. Safe for use by many threads.
 */
public interface KnowledgeIndex extends AutoCloseable {
  /**
   * Starts to write. Nothing is seen by readers before {@link IndexSession#commit}; closing the session drops what was
   * not committed, and so does the end of the process.
   *
   * @param embedder the version of the embedder that makes the vectors
   * @throws dev.athanor.error.AthanorException {@code index-busy} when another session is open, in this process or another
   */
  IndexSession begin(String embedder);

  /** Deletes every snapshot, readable or corrupt, so that the index can be built again. */
  void erase();

  /** All readable snapshots, the newest first. */
  List<SnapshotInfo> snapshots();

  /** The newest snapshot, or empty if nothing was ever committed. */
  default Optional<SnapshotInfo> newest() {
    return snapshots().stream().findFirst();
  }

  /**
   * Opens exactly this snapshot as these principals may see it: what they may not read is not there, in whatever is asked of
   * it. The caller closes it; a commit meanwhile does not touch it.
   *
   * @throws dev.athanor.error.AthanorException {@code snapshot-unknown} when it never existed or is no longer kept
   */
  Snapshot snapshot(SnapshotName name, Principals asking);

  /** Keeps a snapshot readable until it is unpinned, however many commits follow. */
  void pin(SnapshotName name);

  /** Lets a pinned snapshot go with the next commit, if it is not among the newest. */
  void unpin(SnapshotName name);

  @Override
  void close();
}
