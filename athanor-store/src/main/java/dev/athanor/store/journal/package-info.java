/**
 * The journal in an SQLite file, with large content in files beside it.
 *
 * <p>Flow: an append is made ready by its caller (entries to JSON, parts compressed, large ones written to files) and
 * committed by the database's one writer, which checks the lease in the same transaction. Start from
 * {@link dev.athanor.store.journal.SqliteJournal}.
 */
@NullMarked
package dev.athanor.store.journal;

import org.jspecify.annotations.NullMarked;
