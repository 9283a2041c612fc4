/**
 * Cuts documents into the pieces that are found and cited.
 *
 * <p>A {@link dev.athanor.knowledge.chunk.Chunk} is small (about 220 tokens), so that its vector means one
 * thing; the {@link dev.athanor.knowledge.chunk.Section} around it is larger (up to about 1,200 tokens), so
 * that a reader of the hit has its context. Chunks end at sentence ends, never cross a heading, and keep
 * tables and code whole. Their text is exactly the document's text, so every quote can be traced to it.
 *
 * <p>Start with {@link dev.athanor.knowledge.chunk.StructureChunker}.
 */
@NullMarked
package dev.athanor.knowledge.chunk;

import org.jspecify.annotations.NullMarked;
