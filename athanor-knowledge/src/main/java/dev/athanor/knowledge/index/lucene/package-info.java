/**
 * The index in one folder, by Lucene.
 *
 * <p>A document is a block of Lucene documents: itself, its sections, its chunks. A snapshot is a Lucene commit; the newest
 * few are kept, and those that are pinned.
 *
 * <p>Start from {@link dev.athanor.knowledge.index.lucene.LuceneIndex}.
 */
@NullMarked
package dev.athanor.knowledge.index.lucene;

import org.jspecify.annotations.NullMarked;
