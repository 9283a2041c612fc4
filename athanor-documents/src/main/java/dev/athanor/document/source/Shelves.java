package dev.athanor.document.source;

import dev.athanor.error.AthanorException;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists and opens for a source whose listing reads everything: each listing fills a new shelf, and documents are opened from the
 * newest one, so that all of them are as they were at one time. Safe for use by many threads.
 */
public final class Shelves {
  /** Reads everything the source has onto the shelf. */
  @FunctionalInterface
  public interface Filling {
    /** Fills the shelf, and says what is on it. */
    Listing fill(Shelf shelf) throws IOException;
  }

  private final SourceId source;
  private final Filling filling;
  /** Guarded by this. */
  private @Nullable Shelf newest;

  /** Nothing is read yet. */
  public Shelves(SourceId source, Filling filling) {
    this.source = source;
    this.filling = filling;
  }

  /** Reads everything anew. */
  public synchronized Listing list() {
    try {
      Shelf shelf = Shelf.open(Shelf.STANDARD_MAX_BYTES);
      Listing listing;
      try {
        listing = filling.fill(shelf);
      } catch (IOException | RuntimeException e) {
        shelf.close();
        throw e;
      }
      if (newest != null) {
        newest.close();
      }
      newest = shelf;
      return listing;
    } catch (IOException e) {
      throw AthanorException.data("source-unreadable", "The source \"" + source + "\" cannot be listed ("
          + e.getMessage()
          + "). See that the folder for temporary files has room (-Djava.io.tmpdir names another one) and sync"
          + " again. Nothing was changed.", e);
    }
  }

  /** Opens a document of the newest listing; lists first if nobody has. */
  public Optional<Content> open(Entry entry, Optional<Fingerprint> known) throws IOException {
    return shelf().open(entry.document(), known);
  }

  private synchronized Shelf shelf() {
    if (newest == null) {
      list();
    }
    return Objects.requireNonNull(newest);
  }
}
