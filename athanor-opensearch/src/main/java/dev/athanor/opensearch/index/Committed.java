package dev.athanor.opensearch.index;

import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.index.SnapshotInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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
  private static final String TIME = "athanor.time";

  Committed {
    commit = Map.copyOf(commit);
  }

  /** A snapshot that was written as entries are laid out now. */
  static Committed now(SnapshotInfo info, long generation, long floor, int dimensions) {
    Map<String, String> commit = new HashMap<>(info.toCommitData());
    commit.put(Layout.VERSION_NAME, Layout.VERSION);
    return new Committed(commit, generation, floor, dimensions);
  }

  /** With when that was. */
  Committed at(Instant time) {
    Map<String, String> timed = new HashMap<>(commit);
    timed.put(TIME, time.toString());
    return new Committed(timed, generation, floor, dimensions);
  }

  /** Whether that was so long ago; of what says no time it was. */
  boolean isOlder(Duration age, Instant now) {
    return !now.isBefore(Instant.parse(commit.getOrDefault(TIME, Instant.EPOCH.toString())).plus(age));
  }

  /** Throws if its entries are laid out in another way. */
  void check(String index) {
    if (!Layout.VERSION.equals(commit.get(Layout.VERSION_NAME))) {
      throw AthanorException.data("index-format", "the index " + index
          + " was written by another version of Athanor; build it again with: athanor sync --rebuild (your documents are"
          + " not touched, and nothing is embedded again)");
    }
  }

  SnapshotInfo info() {
    return SnapshotInfo.from(commit);
  }
}
