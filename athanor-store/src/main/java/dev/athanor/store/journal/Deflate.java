package dev.athanor.store.journal;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compression of single parts and entries with a dictionary (RFC 1951, without a wrapper: they have hashes and checksums
 * anyway).
 */
final class Deflate {
  /** Below this nothing is gained. */
  private static final int SMALLEST = 32;
  /** They hold memory outside the heap, and making one costs more than a small part does. */
  private static final ConcurrentLinkedQueue<Deflater> COMPRESSORS = new ConcurrentLinkedQueue<>();
  private static final ConcurrentLinkedQueue<Inflater> DECOMPRESSORS = new ConcurrentLinkedQueue<>();

  private Deflate() {}

  /** The compressed bytes, if they are fewer. */
  static Optional<byte[]> smaller(byte[] content, Dictionary dictionary) {
    if (content.length < SMALLEST) {
      return Optional.empty();
    }
    Deflater pooled = COMPRESSORS.poll();
    Deflater compressor = pooled == null ? new Deflater(Deflater.DEFAULT_COMPRESSION, true) : pooled;
    try {
      dictionary.give(compressor);
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
   * @param from where the compressed bytes begin
   * @param most how many bytes the content may have
   * @throws DataFormatException if these are not the compressed bytes of anything, or of more
   */
  static byte[] content(byte[] compressed, int from, int most, Dictionary dictionary)
      throws DataFormatException {
    Inflater pooled = DECOMPRESSORS.poll();
    Inflater decompressor = pooled == null ? new Inflater(true) : pooled;
    try {
      dictionary.give(decompressor);
      decompressor.setInput(compressed, from, compressed.length - from);
      byte[] buffer = new byte[buffer(compressed.length, most)];
      ByteArrayOutputStream content = new ByteArrayOutputStream(buffer.length);
      while (!decompressor.finished()) {
        int length = decompressor.inflate(buffer);
        if (content.size() + (long) length > most) {
          throw new DataFormatException("its compressed bytes stand for more than " + most);
        } else if (length == 0 && !decompressor.finished()) {
          throw new DataFormatException("its compressed bytes end early, after " + content.size());
        }
        content.write(buffer, 0, length);
      }
      return content.toByteArray();
    } finally {
      decompressor.reset();
      DECOMPRESSORS.add(decompressor);
    }
  }

  private static int buffer(int compressed, int most) {
    return Math.clamp(Math.min(most, 8L * compressed), 1, 1 << 16);
  }
}
