package dev.athanor.knowledge.chunk;

import dev.athanor.knowledge.document.DocumentId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
    return new ChunkId(sha256(document.value() + '\0' + occurrence + '\0' + passage).substring(0, DIGITS));
  }

  static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
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
