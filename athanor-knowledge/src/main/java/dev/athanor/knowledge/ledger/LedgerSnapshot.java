package dev.athanor.knowledge.ledger;

/**
 * A snapshot of the index that was committed.
 *
 * @param number its position among the snapshots of its index, from 1
 * @param documents how many documents it has
 * @param chunks how many chunks it has
 */
public record LedgerSnapshot(String name, long number, String embedder, int documents, int chunks) {
}
