package dev.athanor.knowledge.chunk;

import dev.athanor.json.Hash;
import dev.athanor.document.DocumentId;

/**
 * The name of a chunk, derived from what it says and not from where it stands: an edit elsewhere in the
 * document leaves it as it was.
 */
public record ChunkId(String value) implements Comparable<ChunkId> {

  private static final int DIGITS = 24;

  /**
   * The id of a chunk of {@code document}.
   *
   * @param passage the chunk's prefix and text, as they are embedded
   * @param occurrence 0 for the first chunk of the document with this passage, 1 for the second, and so on
   */
  public static ChunkId of(DocumentId document, String passage, int occurrence) {
    return new ChunkId(
        Hash.of(document.value() + '\0' + occurrence + '\0' + passage).hex().substring(0, DIGITS));
  }

  @Override
  public int compareTo(ChunkId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
