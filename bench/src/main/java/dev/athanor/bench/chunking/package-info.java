/**
 * Measures how well chunks cover what answers a question, on Chroma's data for that (Smith and Troynikov 2024, <a
 * href="https://research.trychroma.com/evaluating-chunking">Evaluating chunking strategies for retrieval</a>). Start from
 * {@link dev.athanor.bench.chunking.ChunkingBench}.
 */
@NullMarked
package dev.athanor.bench.chunking;

import org.jspecify.annotations.NullMarked;
