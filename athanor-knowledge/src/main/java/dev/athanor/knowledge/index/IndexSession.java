package dev.athanor.knowledge.index;

import dev.athanor.document.DocumentId;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.document.source.SourceId;
import java.util.List;

/**
 * The one writer of an index, from its opening to its close; may commit any number of times. Safe for use by many
 * threads, one after another; the order of the calls decides the snapshot's name.
 */
public interface IndexSession extends AutoCloseable {
  /**
   * Puts a document in place of what the index has under its id: it is found by those who may read it, see
   * {@link dev.athanor.document.Document#readers}.
   *
   * @param source where it comes from
   * @param vectors one for each of the document's chunks, in their order, each of length one
   */
  void replace(SourceId source, ChunkedDocument document, List<float[]> vectors);

  /** Takes a document out, if it is there. */
  void delete(DocumentId document);

  /** Takes every document out: what to do first when the embedder has changed. */
  void clear();

  /**
   * Makes all that was written since the last commit readable at once, and durable.
   *
   * @param label what to call it, for people
   * @return the new snapshot; the last one if nothing was written since
   */
  SnapshotInfo commit(String label);

  /** Drops what was not committed and lets the next writer in. */
  @Override
  void close();
}
