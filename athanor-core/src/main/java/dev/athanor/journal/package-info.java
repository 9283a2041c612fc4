/**
 * The journal: what runs did, in order, for good. A journal stores facts and decides nothing; what a step means, and
 * whether the past may answer it, is the business of the run package.
 *
 * <p>Flow: a driver takes a {@link dev.athanor.journal.Lease} on a run, reads its
 * {@link dev.athanor.journal.Entry entries} and appends new ones together with the
 * {@link dev.athanor.json.Merkle.Part parts} they refer to; an append is durable when it returns, and refused when
 * another driver has taken the run over. Start from {@link dev.athanor.journal.Journal}.
 */
@NullMarked
package dev.athanor.journal;

import org.jspecify.annotations.NullMarked;
