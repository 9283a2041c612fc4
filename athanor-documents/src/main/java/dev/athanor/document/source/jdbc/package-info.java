/**
 * The rows of a database's query as documents.
 *
 * <p>One query is one listing: its rows are read once, in a transaction that can only read, and kept on a
 * {@link dev.athanor.document.source.Shelf}, so that all documents are of one moment. A
 * {@link dev.athanor.document.source.records.FieldMapping} says what of a row is what of a document.
 *
 * <p>Start with {@link dev.athanor.document.source.jdbc.JdbcSource}.
 */
@NullMarked
package dev.athanor.document.source.jdbc;

import org.jspecify.annotations.NullMarked;
