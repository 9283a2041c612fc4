package dev.athanor.knowledge.index.lucene;

import dev.athanor.knowledge.index.SnapshotInfo;
import dev.athanor.knowledge.index.WriteHistory;
import dev.athanor.knowledge.index.IndexSession;
import dev.athanor.error.AthanorException;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import dev.athanor.document.DocumentId;
import dev.athanor.document.source.SourceId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;

/**
 * The one writer of an index, from its opening to its close; may commit any number of times. Safe for use by many
 * threads, one after another; the order of the calls decides the snapshot's name.
 */
public final class LuceneSession implements IndexSession {
  private final Path folder;
  private final IndexWriter writer;
  private final String embedder;
  /** From here on guarded by this. */
  private Optional<SnapshotInfo> last;
  private final WriteHistory history = new WriteHistory();
  private boolean cleared;

  LuceneSession(Path folder, IndexWriter writer, Optional<SnapshotInfo> last, String embedder) {
    this.folder = folder;
    this.writer = writer;
    this.last = last;
    this.embedder = embedder;
  }

  @Override
  public synchronized void replace(SourceId source, ChunkedDocument document, List<float[]> vectors) {
    if (vectors.size() != document.chunks().size()) {
      throw new IllegalArgumentException("document " + document.document().id() + " has " + document.chunks()
          .size()
          + " chunks, but came with " + vectors.size() + " vectors; expected one for each chunk");
    }
    checkEmbedder();
    String id = document.document().id().value();
    try {
      writer.updateDocuments(new Term(Fields.DOCUMENT, id), Fields.block(source, document, vectors));
    } catch (IOException e) {
      throw Lucene.failure(folder, e);
    }
    history.replace(source, document, vectors);
  }

  @Override
  public synchronized void delete(DocumentId document) {
    try {
      writer.deleteDocuments(new Term(Fields.DOCUMENT, document.value()));
    } catch (IOException e) {
      throw Lucene.failure(folder, e);
    }
    history.delete(document);
  }

  @Override
  public synchronized void clear() {
    try {
      writer.deleteAll();
    } catch (IOException e) {
      throw Lucene.failure(folder, e);
    }
    cleared = true;
    history.clear();
  }

  @Override
  public synchronized SnapshotInfo commit(String label) {
    if (history.isEmpty() && last.isPresent()) {
      return last.get();
    }
    SnapshotInfo next = history.next(last, label, embedder);
    try {
      Map<String, String> data = new TreeMap<>(next.toCommitData());
      data.put(Lucene.LAYOUT, Fields.LAYOUT);
      writer.setLiveCommitData(data.entrySet());
      writer.commit();
    } catch (IOException e) {
      throw Lucene.failure(folder, e);
    }
    last = Optional.of(next);
    history.committed();
    return next;
  }

  /** Drops what was not committed and lets the next writer in. */
  @Override
  public synchronized void close() {
    try {
      writer.rollback();
    } catch (IOException e) {
      throw Lucene.failure(folder, e);
    }
  }

  private void checkEmbedder() {
    if (!cleared && last.isPresent() && !last.get().embedder().equals(embedder)) {
      throw AthanorException.data("index-embedder", "the index in " + folder + " has vectors of " + last.get()
          .embedder()
          + ", which don't compare with those of " + embedder
          + "; clear the index and embed every document again");
    }
  }
}
