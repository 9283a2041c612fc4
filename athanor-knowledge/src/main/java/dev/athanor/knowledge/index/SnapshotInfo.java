package dev.athanor.knowledge.index;

import dev.athanor.json.Hash;
import java.util.Map;

/**
 * What a commit says about itself.
 *
 * @param name the snapshot's name
 * @param number 1 for the first snapshot of an index, one more for each later one
 * @param history the hash over everything written up to here
 * @param label what the writer called it
 * @param embedder the version of the embedder that made its vectors
 */
public record SnapshotInfo(SnapshotName name, long number, Hash history, String label, String embedder) {
  private static final String PREFIX = "athanor.";

  /** The next state of an index. */
  public static SnapshotInfo of(long number, Hash history, String label, String embedder) {
    return new SnapshotInfo(SnapshotName.of(number, history), number, history, label, embedder);
  }

  /** As names and values, to be kept with the commit. */
  public Map<String, String> toCommitData() {
    return Map.of(PREFIX + "number", Long.toString(number), PREFIX + "history", history.hex(), PREFIX
        + "label", label,
        PREFIX + "embedder", embedder);
  }

  /** Whether these names and values are such a description. */
  public static boolean isIn(Map<String, String> commitData) {
    return commitData.containsKey(PREFIX + "number");
  }

  /** Read back from names and values. */
  public static SnapshotInfo from(Map<String, String> commitData) {
    return of(Long.parseLong(value(commitData, "number")), new Hash(value(commitData, "history")),
        value(commitData, "label"), value(commitData, "embedder"));
  }

  private static String value(Map<String, String> commitData, String key) {
    String value = commitData.get(PREFIX + key);
    if (value == null) {
      throw new IllegalStateException("the commit has no " + PREFIX + key + ", only " + commitData.keySet());
    }
    return value;
  }
}
