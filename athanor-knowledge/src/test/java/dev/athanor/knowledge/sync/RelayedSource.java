package dev.athanor.knowledge.sync;

import dev.athanor.document.source.Content;
import dev.athanor.document.source.Entry;
import dev.athanor.document.source.Fingerprint;
import dev.athanor.document.source.Listing;
import dev.athanor.document.source.Source;
import dev.athanor.document.source.SourceId;
import java.io.IOException;
import java.util.Optional;

/** A source that does as another one, but for what is overridden. */
class RelayedSource implements Source {
  private final Source source;

  RelayedSource(Source source) {
    this.source = source;
  }

  @Override
  public SourceId id() {
    return source.id();
  }

  @Override
  public String place() {
    return source.place();
  }

  @Override
  public Listing list() {
    return source.list();
  }

  @Override
  public Optional<Content> open(Entry entry, Optional<Fingerprint> known) throws IOException {
    return source.open(entry, known);
  }
}
