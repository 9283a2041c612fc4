package dev.athanor.bench.queries;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;

/** LangChain4j's store in memory with the same chunks: compares a question with each of them, and knows no words. */
final class InMemory {
  private static final int HITS = 10;

  private final InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();

  InMemory(NoisyCorpus corpus, int chunks) {
    for (int i = 0; i < chunks; i++) {
      store.add(Embedding.from(corpus.vector(i)), TextSegment.from(corpus.text(i)));
    }
  }

  int ask(float[] vector) {
    return store
        .search(
            EmbeddingSearchRequest.builder().queryEmbedding(Embedding.from(vector)).maxResults(HITS).build())
        .matches().size();
  }
}
