package dev.athanor.opensearch.index;

import dev.athanor.knowledge.index.SnapshotInfo;
import java.util.Map;

/**
 * A snapshot as the state has it.
 *
 * @param commit what {@link SnapshotInfo#toCommitData} says
 * @param generation whatever came later is not in it
 * @param floor whatever came earlier is not in it either: the index was cleared then
 * @param dimensions of its vectors, 0 if it has none
 */
record Committed(Map<String, String> commit, long generation, long floor, int dimensions) {
  Committed {
    commit = Map.copyOf(commit);
  }

  SnapshotInfo info() {
    return SnapshotInfo.from(commit);
  }
}
