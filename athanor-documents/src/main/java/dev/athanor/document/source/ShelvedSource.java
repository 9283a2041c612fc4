package dev.athanor.document.source;

import dev.athanor.error.AthanorException;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source whose listing reads everything: each listing fills a new shelf, and documents are opened from the newest one, so that all
 * of them are as they were at one time. Safe for use by many threads.
 */
public abstract class ShelvedSource implements Source {
  private final SourceId id;
  /** Guarded by this. */
  private @Nullable Shelf newest;

  /** Nothing is read yet. */
  protected ShelvedSource(SourceId id) {
    this.id = id;
  }

  /** Reads everything that the source has onto the shelf, and says what is on it. */
  protected abstract Listing fill(Shelf shelf) throws IOException;

  @Override
  public final SourceId id() {
    return id;
  }

  /** Reads everything anew. */
  @Override
  public final synchronized Listing list() {
    try {
      Shelf shelf = Shelf.open(Shelf.STANDARD_MAX_BYTES);
      Listing listing;
      try {
        listing = fill(shelf);
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
      throw AthanorException.data("source-unreadable", "The source \"" + id + "\" cannot be listed ("
          + e.getMessage()
          + "). See that the folder for temporary files has room (-Djava.io.tmpdir names another one) and sync"
          + " again. Nothing was changed.", e);
    }
  }

  /** Opens a document of the newest listing; lists first if nobody has. */
  @Override
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
