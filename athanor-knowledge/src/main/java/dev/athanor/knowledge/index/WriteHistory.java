package dev.athanor.knowledge.index;

import dev.athanor.document.DocumentId;
import dev.athanor.document.source.SourceId;
import dev.athanor.json.Hash;
import dev.athanor.knowledge.chunk.Chunk;
import dev.athanor.knowledge.chunk.ChunkedDocument;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * All that a session has written since its last commit, as a hash: what names a snapshot, the same in every kind of index.
 * For one thread at a time.
 */
public final class WriteHistory {
  private MessageDigest writes = Hash.sha256();
  private boolean changed;

  /** Whether nothing was written. */
  public boolean isEmpty() {
    return !changed;
  }

  /** A document was put in place of what was there. */
  public void replace(SourceId source, ChunkedDocument document, List<float[]> vectors) {
    write("replace", document.document().id().value(), document.document().version(),
        Integer.toString(document.chunks().size()));
    write("from", source.value(), document.document().mediaType(), document.document().readers().toString());
    for (int i = 0; i < vectors.size(); i++) {
      Chunk chunk = document.chunks().get(i);
      write("chunk", chunk.id().value(), chunk.span().toString(), chunk.parent().span().toString());
      write(vectors.get(i));
    }
  }

  /** A document was taken out. */
  public void delete(DocumentId document) {
    write("delete", document.value());
  }

  /** Every document was taken out. */
  public void clear() {
    write("clear");
  }

  /** What the snapshot is called that has all of this on top of the last one. */
  public SnapshotInfo next(Optional<SnapshotInfo> last, String label, String embedder) {
    MessageDigest history = Hash.sha256();
    history.update(last.map(info -> info.history().bytes()).orElse(new byte[0]));
    history.update(embedder.getBytes(StandardCharsets.UTF_8));
    history.update(copy().digest());
    return SnapshotInfo.of(last.map(info -> info.number() + 1).orElse(1L), Hash.ofDigest(history.digest()),
        label,
        embedder);
  }

  /** A commit may fail, and then be tried again. */
  private MessageDigest copy() {
    try {
      return (MessageDigest) writes.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("every Java has a SHA-256 that can be copied", e);
    }
  }

  /** All of this is in a snapshot now. */
  public void committed() {
    writes = Hash.sha256();
    changed = false;
  }

  private void write(String... parts) {
    changed = true;
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      writes.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
      writes.update(bytes);
    }
  }

  private void write(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
    bytes.asFloatBuffer().put(vector);
    writes.update(bytes);
  }
}
