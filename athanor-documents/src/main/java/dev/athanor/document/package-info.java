/**
 * What a file becomes once it has been read: its extracted text and the blocks found in it.
 *
 * <p>Every parser produces a {@link dev.athanor.document.Document}; chunking, indexing and
 * citing read nothing else. All positions are {@link dev.athanor.document.Span}s: offsets in
 * UTF-16 units into {@link dev.athanor.document.Document#text()}, so that taking a piece of
 * text costs a substring. What leaves the product (citations, JSON) counts Unicode code points instead;
 * {@link dev.athanor.document.Excerpt#codePoints()} is the one place where the two meet.
 *
 * <p>Start with {@link dev.athanor.document.Document}.
 */
@NullMarked
package dev.athanor.document;

import org.jspecify.annotations.NullMarked;
