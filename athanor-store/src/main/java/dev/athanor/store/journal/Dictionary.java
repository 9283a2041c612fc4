package dev.athanor.store.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Text that compression may refer to as if it stood before everything (RFC 1950, 2.3): small JSON says too little by
 * itself. What comes last is cheapest to refer to. What was compressed with a dictionary can't be read without it, so that
 * one that was ever shipped stays as it is to the byte; a better one becomes another file, and another form. Giving one
 * costs about 1.5 microseconds per kilobyte.
 */
final class Dictionary {
  /** For the bodies of entries and headers. */
  static final Dictionary ENTRIES = new Dictionary("entries-1.txt");
  /** For parts: messages of models, hits and citations, common words. */
  static final Dictionary PARTS = new Dictionary("parts-1.txt");

  private final byte[] text;

  private Dictionary(String resource) {
    try (InputStream stream = Dictionary.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("this build of Athanor is incomplete: its resource " + resource
            + " is missing");
      }
      // It has lines for its readers only.
      text = new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().reduce("", String::concat)
          .getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void give(Deflater compressor) {
    compressor.setDictionary(text);
  }

  void give(Inflater decompressor) {
    decompressor.setDictionary(text);
  }
}
