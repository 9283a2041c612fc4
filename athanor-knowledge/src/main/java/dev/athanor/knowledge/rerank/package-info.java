/**
 * Compares question and passage once more, with a cross-encoder that the user has: an ONNX file and its vocabulary.
 *
 * <p>Start from {@link dev.athanor.knowledge.rerank.OnnxReranker}.
 */
@NullMarked
package dev.athanor.knowledge.rerank;

import org.jspecify.annotations.NullMarked;
