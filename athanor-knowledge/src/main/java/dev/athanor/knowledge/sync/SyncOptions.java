package dev.athanor.knowledge.sync;

/**
 * How to sync.
 *
 * @param rebuild throw the index away first and build it again from the ledger; needs no embedding
 * @param allowEmpty take a source without documents for what it is, and delete what was indexed of it
 */
public record SyncOptions(boolean rebuild, boolean allowEmpty) {

  /** Neither. */
  public static final SyncOptions STANDARD = new SyncOptions(false, false);
}
