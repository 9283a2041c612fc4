package dev.athanor.store.journal;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Compression of single parts (RFC 1951, without a wrapper: the hash is checked anyway). */
final class Deflate {
  /** Below this nothing is gained. */
  private static final int SMALLEST = 64;
  /** A compressor holds a quarter of a megabyte outside the heap; making one costs more than a small part does. */
  private static final ConcurrentLinkedQueue<Deflater> COMPRESSORS = new ConcurrentLinkedQueue<>();

  private Deflate() {}

  /** The compressed bytes, if they are fewer. */
  static Optional<byte[]> smaller(byte[] content) {
    if (content.length < SMALLEST) {
      return Optional.empty();
    }
    Deflater pooled = COMPRESSORS.poll();
    Deflater compressor = pooled == null ? new Deflater(Deflater.DEFAULT_COMPRESSION, true) : pooled;
    try {
      compressor.setInput(content);
      compressor.finish();
      byte[] compressed = new byte[content.length];
      int length = 0;
      while (!compressor.finished() && length < compressed.length) {
        length += compressor.deflate(compressed, length, compressed.length - length);
      }
      return compressor.finished() && length < content.length
          ? Optional.of(Arrays.copyOf(compressed, length))
          : Optional.empty();
    } finally {
      compressor.reset();
      COMPRESSORS.add(compressor);
    }
  }

  /**
   * The content again.
   *
   * @param size of the content in bytes
   * @throws DataFormatException if these are not the compressed bytes of anything so large
   */
  static byte[] content(byte[] compressed, int size) throws DataFormatException {
    try (Inflater inflater = new Inflater(true)) {
      inflater.setInput(compressed);
      ByteArrayOutputStream content = new ByteArrayOutputStream(size);
      byte[] buffer = new byte[Math.clamp(size, 1, 1 << 16)];
      while (content.size() < size) {
        int length = inflater.inflate(buffer, 0, Math.min(buffer.length, size - content.size()));
        if (length == 0) {
          throw new DataFormatException("the compressed bytes end early, at " + content.size() + " of "
              + size);
        }
        content.write(buffer, 0, length);
      }
      return content.toByteArray();
    }
  }
}
