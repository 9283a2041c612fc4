package dev.athanor.document.source;

import dev.athanor.document.Attributes;
import dev.athanor.document.DocumentId;
import dev.athanor.document.Readers;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A source whose documents have, besides what it knows of them, what the project says of them: fields that all of them
 * have, and who may read which. What the source itself says of a document counts more.
 */
public final class Attributed implements Source {
  private final Source source;
  private final String mount;
  private final Map<String, String> metadata;
  private final List<AccessRule> access;
  private final Optional<Readers> readers;

  /**
   * The source with rules over it.
   *
   * @param mount what the source puts before each document's id; rules do not see it
   * @param access of which the first that matches a document counts
   * @param readers of the documents that no rule matches; empty when nothing is said of them
   */
  public Attributed(Source source, String mount, Map<String, String> metadata, List<AccessRule> access,
      Optional<Readers> readers) {
    this.source = source;
    this.mount = mount;
    this.metadata = Map.copyOf(metadata);
    this.access = List.copyOf(access);
    this.readers = readers;
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
    Listing listing = source.list();
    return new Listing(listing.entries().stream().map(this::attributed).toList(), listing.failed(),
        listing.gaps(), listing.passedOver(), listing.notes());
  }

  @Override
  public Optional<Content> open(Entry entry, Optional<Fingerprint> known) throws IOException {
    return source.open(entry, known);
  }

  @Override
  public Optional<Readers> ruled(DocumentId document) {
    String id = document.value();
    String name = id.startsWith(mount) ? id.substring(mount.length()) : id;
    return access.stream().filter(rule -> rule.match().matches(name)).findFirst().map(AccessRule::readers)
        .or(() -> readers);
  }

  private Entry attributed(Entry entry) {
    Attributes all =
        entry.attributes().or(new Attributes(Optional.empty(), metadata, ruled(entry.document())));
    return new Entry(entry.document(), entry.location(), entry.bytes(), all);
  }
}
