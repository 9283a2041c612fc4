package dev.athanor.knowledge.sync;

import dev.athanor.document.source.SourceId;
import dev.athanor.knowledge.index.SnapshotName;
import java.util.Optional;
import java.util.Set;

/**
 * How to sync.
 *
 * @param rebuild throw the index away first and build it again from the ledger; needs no embedding
 * @param allowDeletes delete what is gone, however much it is: also all there is of a source
 * @param only sync this source and leave the documents of all others as they are; empty for all sources
 * @param inUse snapshots that somebody still needs; they stay readable at least until the next sync
 */
public record SyncOptions(boolean rebuild, boolean allowDeletes, Optional<SourceId> only,
    Set<SnapshotName> inUse) {

  /** All sources, nothing out of the ordinary. */
  public static final SyncOptions STANDARD = new SyncOptions(false, false, Optional.empty(), Set.of());

  /** Copies. */
  public SyncOptions {
    inUse = Set.copyOf(inUse);
  }

  /** The same, building the index again. */
  public SyncOptions rebuilding() {
    return new SyncOptions(true, allowDeletes, only, inUse);
  }

  /** The same, deleting however much is gone. */
  public SyncOptions allowingDeletes() {
    return new SyncOptions(rebuild, true, only, inUse);
  }

  /** The same for one source. */
  public SyncOptions only(SourceId source) {
    return new SyncOptions(rebuild, allowDeletes, Optional.of(source), inUse);
  }

  /** The same, with snapshots that have to stay. */
  public SyncOptions inUse(Set<SnapshotName> snapshots) {
    return new SyncOptions(rebuild, allowDeletes, only, snapshots);
  }
}
