/**
 * What is kept: {@code journal} holds runs and their content, {@code sqlite} the database files underneath.
 *
 * <p>Start from {@link dev.athanor.store.journal.SqliteJournal}.
 */
@NullMarked
package dev.athanor.store;

import org.jspecify.annotations.NullMarked;
