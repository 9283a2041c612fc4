package dev.athanor.bench.retrieval;

import dev.athanor.knowledge.chunk.Chunk;
import dev.athanor.knowledge.chunk.ChunkId;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.chunk.Section;
import dev.athanor.document.Document;
import dev.athanor.document.DocumentId;
import dev.athanor.document.Excerpt;
import dev.athanor.document.Span;
import java.util.List;
import java.util.Map;

/** Makes a document of one chunk, as the judgements of a ranking benchmark are about whole texts. */
final class Whole {
  private Whole() {}

  static ChunkedDocument of(String id, String title, String text) {
    Document document = Document.of(new DocumentId(id), title, "text/plain", text, List.of(), Map.of());
    Excerpt all = document.excerpt(new Span(0, text.length()));
    Section section = new Section(0, List.of(), all);
    ChunkId chunkId = ChunkId.of(document.id(), title + "\n" + text, 0);
    return new ChunkedDocument(document, List.of(section),
        List.of(new Chunk(chunkId, document.id(), 0, List.of(), title, all, section)));
  }
}
