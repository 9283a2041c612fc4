/**
 * Vectors of providers' models, asked through LangChain4j over the wire that chats go over.
 *
 * <p>The flow: {@link dev.athanor.models.embedding.ConnectedEmbedding} lets LangChain4j write the request, the exchange puts the
 * key in and keeps what comes, and {@link dev.athanor.models.embedding.EmbeddingDialect} reads the vectors from that: in the order
 * that the provider says they have, and none that is not a list of numbers.
 *
 * <p>Start from {@link dev.athanor.models.embedding.EmbeddingModel}.
 */
@NullMarked
package dev.athanor.models.embedding;

import org.jspecify.annotations.NullMarked;
