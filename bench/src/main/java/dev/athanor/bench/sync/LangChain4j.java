package dev.athanor.bench.sync;

import dev.athanor.knowledge.chunk.StructureChunker;
import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.loader.FileSystemDocumentLoader;
import dev.langchain4j.data.document.parser.TextDocumentParser;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import dev.langchain4j.store.embedding.EmbeddingStoreIngestor;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.nio.file.Path;
import java.util.List;

/**
 * LangChain4j's ingestor as its documentation sets it up, with the same model, into a store in memory. It embeds the very
 * passages that a sync embeds: its own splitters cut smaller ones, whose number says nothing.
 */
final class LangChain4j {
  private final EmbeddingStoreIngestor ingestor;
  private int segments;

  LangChain4j(StructureChunker chunker) {
    ingestor = EmbeddingStoreIngestor.builder()
        .documentSplitter(new Passages(chunker))
        .textSegmentTransformer(segment -> {
          segments++;
          return segment;
        })
        .embeddingModel(new BgeSmallEnV15QuantizedEmbeddingModel())
        .embeddingStore(new InMemoryEmbeddingStore<>())
        .build();
  }

  /** Ingests the text files of a folder; answers with the number of segments. */
  int ingest(Path folder) {
    segments = 0;
    List<Document> documents = FileSystemDocumentLoader.loadDocuments(folder, new TextDocumentParser());
    ingestor.ingest(documents);
    return segments;
  }
}
