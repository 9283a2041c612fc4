package dev.athanor.bench.sync;

import dev.athanor.knowledge.chunk.Chunk;
import dev.athanor.knowledge.chunk.StructureChunker;
import dev.athanor.document.DocumentId;
import dev.athanor.document.parse.ParseResult;
import dev.athanor.document.parse.Parsers;
import dev.athanor.document.parse.RawDocument;
import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.DocumentSplitter;
import dev.langchain4j.data.document.loader.FileSystemDocumentLoader;
import dev.langchain4j.data.document.parser.TextDocumentParser;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import dev.langchain4j.store.embedding.EmbeddingStoreIngestor;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.nio.charset.StandardCharsets;
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
        .documentSplitter(new SamePassages(Parsers.standard(), chunker))
        .textSegmentTransformer(segment -> {
          segments++;
          return segment;
        })
        .embeddingModel(new BgeSmallEnV15QuantizedEmbeddingModel())
        .embeddingStore(new InMemoryEmbeddingStore<>())
        .build();
  }

  /** Cuts as a sync does. */
  private record SamePassages(Parsers parsers, StructureChunker chunker) implements DocumentSplitter {
    @Override
    public List<TextSegment> split(Document document) {
      byte[] bytes = document.text().getBytes(StandardCharsets.UTF_8);
      var raw = new RawDocument(new DocumentId("document.txt"), bytes);
      return switch (parsers.parse(raw).result()) {
        case ParseResult.Parsed(var parsed) -> chunker.chunk(parsed).chunks().stream().map(Chunk::passage)
            .map(TextSegment::from).toList();
        case ParseResult.ParseFailed(String reason) -> throw new IllegalStateException(reason);
      };
    }
  }

  /** Ingests the text files of a folder; answers with the number of segments. */
  int ingest(Path folder) {
    segments = 0;
    List<Document> documents = FileSystemDocumentLoader.loadDocuments(folder, new TextDocumentParser());
    ingestor.ingest(documents);
    return segments;
  }
}
