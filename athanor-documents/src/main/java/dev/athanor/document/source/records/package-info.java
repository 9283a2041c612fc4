/**
 * Records as documents: objects of JSON, lines of JSONL, rows of CSV and TSV files.
 *
 * <p>A file is read as {@link dev.athanor.document.source.records.Row}s; a
 * {@link dev.athanor.document.source.records.FieldMapping} says what of a row is the document's name, title, text, metadata and
 * readers. The same mapping makes documents of a database's rows.
 *
 * <p>Start with {@link dev.athanor.document.source.records.RecordsSource}.
 */
@NullMarked
package dev.athanor.document.source.records;

import org.jspecify.annotations.NullMarked;
