/**
 * What was made of every document: from which bytes, by which parser, chunker and embedder, into which chunks with
 * which vectors, and in which snapshot of the index it is.
 *
 * <p>The ledger is what makes a sync incremental, lets a killed one go on without embedding anything twice, and lets a
 * lost index be built again without a model. It is one SQLite file; the index holds nothing that it does not hold too.
 *
 * <p>The flow: {@code record} what a document has become (it is then pending), have the index commit a snapshot, then
 * {@code settle} what that snapshot has. Start from {@link dev.athanor.knowledge.ledger.Ledger}.
 */
@NullMarked
package dev.athanor.knowledge.ledger;

import org.jspecify.annotations.NullMarked;
