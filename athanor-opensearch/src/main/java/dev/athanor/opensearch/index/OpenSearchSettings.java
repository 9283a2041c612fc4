package dev.athanor.opensearch.index;

import dev.athanor.error.AthanorException;
import dev.athanor.opensearch.wire.Address;
import java.util.regex.Pattern;

/**
 * Which index in which cluster.
 *
 * @param address of the cluster
 * @param name of the index; several may be in one cluster
 * @param shards in how many parts a new index is divided
 * @param copies of each part that a new index has, at least 1; with 2 it outlives the loss of a node
 * @param keptSnapshots how many of the newest snapshots stay readable after a commit, at least 1
 */
public record OpenSearchSettings(Address address, String name, int shards, int copies, int keptSnapshots) {
  /** As many as the index in a folder keeps. */
  public static final int KEPT_SNAPSHOTS = 5;
  /** What is used if nothing is said. */
  public static final int SHARDS = 2;
  /** What is used if nothing is said. */
  public static final int COPIES = 2;

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,199}");
  private static final int MOST = 1_000;

  /** Checks the form of the name and the bounds. */
  public OpenSearchSettings {
    if (!NAME.matcher(name).matches()) {
      throw AthanorException.user("opensearch-name", "\"" + name
          + "\" can't be the name of an OpenSearch index;"
          + " expected lower-case letters, digits, - and _, with a letter or digit first, such as \"handbook\"");
    }
    check("shards", shards);
    check("copies", copies);
    check("keptSnapshots", keptSnapshots);
  }

  private static void check(String what, int value) {
    if (value < 1 || value > MOST) {
      throw AthanorException.user("opensearch-settings", "opensearch." + what + " is " + value
          + "; expected a whole number from 1 to " + MOST);
    }
  }

  /** An index of that name with what is used if nothing is said. */
  public static OpenSearchSettings of(Address address, String name) {
    return new OpenSearchSettings(address, name, SHARDS, COPIES, KEPT_SNAPSHOTS);
  }
}
