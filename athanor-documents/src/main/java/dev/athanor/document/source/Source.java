package dev.athanor.document.source;

import dev.athanor.document.DocumentId;
import dev.athanor.document.Readers;
import java.io.IOException;
import java.util.Optional;

/**
 * A place that has documents. Implementations may be used from many threads.
 */
public interface Source {
  /** The name under which the ledger remembers this source. */
  SourceId id();

  /** Where the documents are, for people: {@code the folder /data/docs}. */
  String place();

  /**
   * What the source has now, in a fixed order. Reads no content where it can be helped.
   *
   * @throws dev.athanor.error.AthanorException if the source as a whole cannot be listed, as when its folder
   *     does not exist; its documents then stay as they are, and other sources are synced
   */
  Listing list();

  /** Who may read a document of that name by the project's rules, whether it is there or not; empty when no rule says it. */
  default Optional<Readers> ruled(DocumentId document) {
    return Optional.empty();
  }

  /**
   * Opens the content of a listed document, unless it is certainly still the known one.
   *
   * @param known what {@link Content#fingerprint} said when the content was last read; empty to open it in any case
   * @return empty when the content is the known one
   * @throws java.nio.file.NoSuchFileException when it has gone since it was listed
   */
  Optional<Content> open(Entry entry, Optional<Fingerprint> known) throws IOException;
}
