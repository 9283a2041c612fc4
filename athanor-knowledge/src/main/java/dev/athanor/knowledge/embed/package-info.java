/**
 * Turns text into vectors, in this process and repeatable to the bit.
 *
 * <p>The flow: {@link dev.athanor.knowledge.embed.WordPieceTokenizer} cuts a text into the model's tokens, the ONNX model
 * runs over them, and its first output row (the {@code [CLS]} token), scaled to length one, is the vector. Each text has
 * a run of its own: the model is quantised dynamically, so that in a batch the numbers of one text would depend on its
 * neighbours.
 *
 * <p>Start from {@link dev.athanor.knowledge.embed.Embedder}; {@link dev.athanor.knowledge.embed.OnnxEmbedder} is the
 * real one. Nothing here opens a network connection.
 */
@NullMarked
package dev.athanor.knowledge.embed;

import org.jspecify.annotations.NullMarked;
