package dev.athanor.journal;

import dev.athanor.json.Hash;
import java.io.InputStream;

/** Content by its hash: of a journal, or of a bundle. */
public interface Contents {
  /**
   * The content of a part.
   *
   * @throws dev.athanor.error.AthanorException {@code content-missing}, {@code content-corrupt}
   */
  byte[] part(Hash hash);

  /** Reads a file. The caller closes the stream. */
  InputStream open(Payload payload);
}
