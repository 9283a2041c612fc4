package dev.athanor.bench.queries;

import dev.athanor.document.source.SourceId;
import dev.athanor.knowledge.chunk.Chunk;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.knowledge.embed.Embedder;
import dev.athanor.knowledge.index.IndexSession;
import dev.athanor.knowledge.index.KnowledgeIndex;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A sync that never ends: embeds chunk after chunk on all cores, as a sync does, puts the documents in place of others and
 * commits every now and then.
 */
final class Writing implements AutoCloseable {
  private static final int DOCUMENTS_A_COMMIT = 40;

  private final AtomicBoolean going = new AtomicBoolean(true);
  private final Thread thread;
  /** Of the writing thread, until it has ended. */
  private int written;
  private int commits;

  Writing(KnowledgeIndex index, Embedder embedder, NoisyCorpus others, int documents) {
    thread = Thread.ofPlatform().name("writes").start(() -> {
      try (IndexSession session = index.begin(embedder.version())) {
        while (going.get()) {
          ChunkedDocument document = others.document(written * 7919 % documents);
          session.replace(new SourceId("bench"), document, embedder.embed(document.chunks().stream().map(
              Chunk::passage).toList()));
          written++;
          if (written % DOCUMENTS_A_COMMIT == 0) {
            session.commit("during");
            commits++;
          }
        }
        session.commit("end");
      }
    });
  }

  @Override
  public void close() {
    going.set(false);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the writing ends", e);
    }
  }

  /** After its end. */
  String line() {
    return "meanwhile %,d chunks were embedded and written, in %d commits".formatted(
        written * NoisyCorpus.CHUNKS,
        commits);
  }
}
