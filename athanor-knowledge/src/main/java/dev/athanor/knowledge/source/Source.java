package dev.athanor.knowledge.source;

import java.io.IOException;
import java.io.InputStream;
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
   * What the source has now, in a fixed order.
   *
   * @throws dev.athanor.error.AthanorException if the source as a whole cannot be listed, as when its folder
   *     does not exist
   */
  Listing list();

  /** Opens the content of a listed document; the caller closes it. */
  InputStream open(Entry entry) throws IOException;

  /**
   * What stands for the content of a document without reading it: as long as it is equal, so is the content.
   * Empty when this source cannot promise that, or not yet, and the content has to be read to know.
   */
  Optional<Fingerprint> fingerprint(Entry entry) throws IOException;
}
