package dev.athanor.knowledge.index;

import dev.athanor.knowledge.chunk.ChunkSizes;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.chunk.StructureChunker;
import dev.athanor.document.Block;
import dev.athanor.document.Document;
import dev.athanor.document.DocumentId;
import dev.athanor.document.Span;
import dev.athanor.document.source.SourceId;
import dev.athanor.knowledge.embed.Embedder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts small texts into an index. */
public final class TestKnowledge {
  private static final StructureChunker CHUNKER = new StructureChunker(new ChunkSizes(40, 200));

  private static final SourceId DOCS = new SourceId("docs");

  private TestKnowledge() {}

  /** A document of paragraphs; a line that starts with {@code #} is a heading. */
  public static ChunkedDocument document(String id, String title, String text) {
    List<Block> blocks = new ArrayList<>();
    int start = 0;
    for (String line : text.split("\n", -1)) {
      var span = new Span(start, start + line.length());
      if (line.startsWith("#")) {
        blocks.add(new Block.Heading(1, span, line.substring(1)));
      } else if (!line.isBlank()) {
        blocks.add(new Block.Paragraph(span));
      }
      start += line.length() + 1;
    }
    return CHUNKER.chunk(Document.of(new DocumentId(id), title, "text/plain", text, blocks, Map.of()));
  }

  /** Replaces the document with its vectors. */
  public static void put(IndexSession session, Embedder embedder, ChunkedDocument document) {
    session.replace(DOCS, document, embedder.embed(document.chunks().stream().map(chunk -> chunk.passage())
        .toList()));
  }

  /** Commits these documents in one session. */
  public static SnapshotInfo commit(KnowledgeIndex index, Embedder embedder, ChunkedDocument... documents) {
    try (IndexSession session = index.begin(embedder.version())) {
      for (ChunkedDocument document : documents) {
        put(session, embedder, document);
      }
      return session.commit("test");
    }
  }
}
