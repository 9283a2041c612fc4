/**
 * One SQLite file for one kind of data: opened, migrated, read by many and written by one thread.
 *
 * <p>Flow: {@link dev.athanor.store.sqlite.SqliteDatabase#open} brings the file to the newest
 * {@link dev.athanor.store.sqlite.Schema}; readers borrow a connection each, writers hand their
 * {@link dev.athanor.store.sqlite.Work} to one thread that commits what has gathered in one transaction. The SQL itself
 * is the caller's, and written so that PostgreSQL would take it too. Start from {@code SqliteDatabase}.
 */
@NullMarked
package dev.athanor.store.sqlite;

import org.jspecify.annotations.NullMarked;
