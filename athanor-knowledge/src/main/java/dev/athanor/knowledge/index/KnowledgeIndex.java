package dev.athanor.knowledge.index;

/**
 * An index of documents, written by one session at a time and read through named snapshots. Any number of processes may
 * read it while one writes. Safe for use by many threads.
 */
public interface KnowledgeIndex extends Snapshots, AutoCloseable {
  /** The longest vector that it takes. */
  int MOST_DIMENSIONS = 4096;

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

  /** Keeps a snapshot readable until it is unpinned, however many commits follow. */
  void pin(SnapshotName name);

  /** Lets a pinned snapshot go with the next commit, if it is not among the newest. */
  void unpin(SnapshotName name);

  @Override
  void close();
}
