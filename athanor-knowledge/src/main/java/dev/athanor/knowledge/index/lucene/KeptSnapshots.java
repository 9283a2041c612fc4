package dev.athanor.knowledge.index.lucene;

import dev.athanor.knowledge.index.SnapshotInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.IndexDeletionPolicy;

/**
 * Keeps the newest few snapshots and those that are pinned. A pin is an empty file named for its snapshot, so that a
 * process that does not write the index can set one.
 */
final class KeptSnapshots extends IndexDeletionPolicy {
  private final int newest;
  private final Path pins;

  KeptSnapshots(int newest, Path pins) {
    this.newest = newest;
    this.pins = pins;
  }

  @Override
  public void onInit(List<? extends IndexCommit> commits) throws IOException {
    onCommit(commits);
  }

  @Override
  public void onCommit(List<? extends IndexCommit> commits) throws IOException {
    // Lucene gives them oldest first.
    for (IndexCommit commit : commits.subList(0, Math.max(0, commits.size() - newest))) {
      if (!SnapshotInfo.isIn(commit.getUserData())
          || !Files.exists(pins.resolve(SnapshotInfo.from(commit.getUserData()).name().value()))) {
        commit.delete();
      }
    }
  }
}
