/**
 * Turns text into vectors, in this process and repeatable to the bit.
 *
 * <p>Start from {@link dev.athanor.knowledge.embed.Embedder}. Nothing here opens a network connection.
 */
@NullMarked
package dev.athanor.knowledge.embed;

import org.jspecify.annotations.NullMarked;
