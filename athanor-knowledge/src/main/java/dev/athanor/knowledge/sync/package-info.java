/**
 * Brings the index up to date with the sources.
 *
 * <p>The flow of one sync: list the sources; for each document decide by fingerprint or content hash whether it has
 * changed; read and cut the changed ones, one ahead of what is being embedded; embed the passages that have no vector
 * yet; record the batch in the ledger; write it to the index; at the end drop what is gone, commit one named snapshot and
 * settle the ledger. Everything before the commit can be cut off at any point: the ledger then says what is pending, and
 * the next sync goes on from there.
 *
 * <p>Start from {@link dev.athanor.knowledge.sync.Sync}.
 */
@NullMarked
package dev.athanor.knowledge.sync;

import org.jspecify.annotations.NullMarked;
