package dev.athanor.bench.retrieval;

import dev.athanor.knowledge.chunk.Chunk;
import dev.athanor.document.source.SourceId;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.embed.Embedder;
import dev.athanor.knowledge.index.IndexSession;
import dev.athanor.knowledge.index.KnowledgeIndex;
import dev.athanor.knowledge.index.SnapshotName;
import java.util.List;

/** Builds snapshots of some articles. */
final class XquadIndexes {
  private XquadIndexes() {}

  /** Puts exactly these documents into the index. */
  static SnapshotName of(KnowledgeIndex index, Embedder embedder, String label,
      List<ChunkedDocument> documents) {
    try (IndexSession session = index.begin(embedder.version())) {
      session.clear();
      for (ChunkedDocument document : documents) {
        session.replace(new SourceId("bench"), document,
            embedder.embed(document.chunks().stream().map(Chunk::passage).toList()));
      }
      return session.commit(label).name();
    }
  }

  static List<ChunkedDocument> whole(List<XquadData.Article> articles) {
    return articles.stream().map(XquadData.Article::chunked).toList();
  }
}
