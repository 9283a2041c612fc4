/**
 * Where documents come from.
 *
 * <p>A {@link dev.athanor.document.source.Source} lists what it has, says whether the list is complete, and
 * opens one entry at a time. What is missing from a complete list has been deleted; from an incomplete one
 * (a folder that could not be read) nothing may be concluded. Listing reads no content.
 *
 * <p>Where listing has to read everything anyway (rows, crawled pages), {@link dev.athanor.document.source.ShelvedSource} keeps it for the
 * opening that follows. What the project says of a source's documents, {@link dev.athanor.document.source.Attributed} adds.
 *
 * <p>Start with {@link dev.athanor.document.source.Source} and its simplest implementation,
 * {@link dev.athanor.document.source.FolderSource}; the others are in packages of their own.
 */
@NullMarked
package dev.athanor.document.source;

import org.jspecify.annotations.NullMarked;
