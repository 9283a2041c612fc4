package dev.athanor.document.source;

import dev.athanor.document.Attributes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/** The content of a document, open for reading. For one thread, which closes it. */
public interface Content extends AutoCloseable {
  /** Its bytes; the same stream at every call. */
  InputStream stream() throws IOException;

  /** What kind of content the source says it is, such as {@code text/html}; empty when name and bytes have to tell. */
  default Optional<String> mediaType() {
    return Optional.empty();
  }

  /** What is known of the document only once it is open. */
  default Attributes attributes() {
    return Attributes.NONE;
  }

  /**
   * When the place that has the content says that it was last changed. What the content itself says counts more, and the
   * fingerprint does not stand for it: a date alone is no change.
   */
  default Optional<Instant> modified() {
    return Optional.empty();
  }

  /**
   * What stands for these bytes and attributes: as long as the source has an equal one, it has the same content. Asked after
   * the stream was read to its end. Empty when this source cannot promise that, or not yet.
   */
  Optional<Fingerprint> fingerprint() throws IOException;

  /** Content that is in memory already. */
  static Content of(byte[] bytes, Optional<String> mediaType, Attributes attributes,
      Optional<Fingerprint> fingerprint) {
    return of(bytes, mediaType, attributes, fingerprint, Optional.empty());
  }

  /** The same of which is known when it was last changed. */
  static Content of(byte[] bytes, Optional<String> mediaType, Attributes attributes,
      Optional<Fingerprint> fingerprint, Optional<Instant> modified) {
    return new InMemoryContent(new ByteArrayInputStream(bytes), mediaType, attributes, fingerprint, modified);
  }

  @Override
  void close() throws IOException;
}
