package dev.athanor.knowledge.index;

import dev.athanor.document.Principals;
import java.util.List;
import java.util.Optional;

/** Snapshots that can be read, of one index or of several. Safe for use by many threads. */
public interface Snapshots {
  /** All readable snapshots, of each index the newest first. */
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
}
