package dev.athanor.document.source;

import dev.athanor.document.Attributes;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/** Content that was read before anybody asked for it. */
record InMemoryContent(InputStream stream, Optional<String> mediaType, Attributes attributes,
    Optional<Fingerprint> fingerprint, Optional<Instant> modified) implements Content {
  @Override
  public void close() {
    // Nothing is open.
  }
}
