package dev.athanor.knowledge.sync;

/**
 * How far a sync is.
 *
 * @param documents how many documents are done
 * @param total how many there are to look at
 * @param embedded how many passages were embedded so far
 * @param current the document being worked on; empty while the index is committed
 */
public record SyncProgress(int documents, int total, int embedded, String current) {
}
