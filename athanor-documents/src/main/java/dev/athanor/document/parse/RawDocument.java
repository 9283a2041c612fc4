package dev.athanor.document.parse;

import dev.athanor.document.Attributes;
import dev.athanor.document.DocumentId;
import java.util.Optional;

/**
 * A file as it was read.
 *
 * @param bytes its whole content; not to be changed by anyone
 * @param mediaType what the source says it is; empty when name and bytes have to tell
 * @param attributes what else the source knows of it
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody; a copy of a large file would only cost memory.
public record RawDocument(DocumentId id, byte[] bytes, Optional<String> mediaType, Attributes attributes) {
  /** A file of which nothing else is known. */
  public RawDocument(DocumentId id, byte[] bytes) {
    this(id, bytes, Optional.empty(), Attributes.NONE);
  }
}
