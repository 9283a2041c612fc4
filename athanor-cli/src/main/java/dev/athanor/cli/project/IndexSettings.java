package dev.athanor.cli.project;

import dev.athanor.embedders.EmbedderSettings;
import dev.athanor.knowledge.chunk.ChunkSizes;
import dev.athanor.knowledge.retrieve.RetrievalSettings;

/**
 * What makes one index another than the next one over the same documents.
 *
 * @param chunking how large its chunks are
 * @param retrieval how it is searched
 * @param embedder what makes its vectors
 */
public record IndexSettings(ChunkSizes chunking, RetrievalSettings retrieval, EmbedderSettings embedder) {}
