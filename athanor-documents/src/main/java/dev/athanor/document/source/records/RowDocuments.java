package dev.athanor.document.source.records;

import dev.athanor.document.Attributes;
import dev.athanor.document.DocumentId;
import dev.athanor.document.Readers;
import dev.athanor.document.source.Content;
import dev.athanor.document.source.Entry;
import dev.athanor.document.source.Fingerprint;
import dev.athanor.document.source.ListingBuilder;
import dev.athanor.document.source.Shelf;
import dev.athanor.json.Hash;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes documents of rows, as they come, and puts them on a shelf. For one thread. */
public final class RowDocuments {
  private final FieldMapping mapping;
  private final String mount;
  private final long maxBytes;
  private final Shelf shelf;
  private final ListingBuilder listing;
  private @Nullable Draft draft;

  /** A document that may get more rows. */
  private record Draft(DocumentId document, URI location, StringBuilder text, Attributes attributes,
      String digest) {
  }

  /**
   * Nothing yet.
   *
   * @param mount what to put before each document's id
   * @param maxBytes a document with more text is a named failure
   */
  public RowDocuments(FieldMapping mapping, String mount, long maxBytes, Shelf shelf,
      ListingBuilder listing) {
    this.mapping = mapping;
    this.mount = mount;
    this.maxBytes = maxBytes;
    this.shelf = shelf;
    this.listing = listing;
  }

  /**
   * Takes a row.
   *
   * @param unnamed what to call the document if the mapping names no fields for that
   * @param location where the row is
   * @return what is wrong with the row, if it can't be a document
   */
  public Optional<String> add(Row row, String unnamed, URI location) throws IOException {
    Optional<String> name = mapping.id().isEmpty() ? Optional.of(unnamed) : mapping.name(row);
    if (name.isEmpty()) {
      return Optional.of("has no value in " + String.join(" or ", mapping.id())
          + ", which name the document; fill it in, or name other fields under `id`");
    }
    DocumentId document = new DocumentId(mount + name.get());
    String text = mapping.text().of(row).strip();
    Attributes attributes = mapping.attributes(row);
    Draft one = new Draft(document, location, new StringBuilder(text), attributes,
        mapping.digest(row, text, attributes));
    if (!mapping.grouped()) {
      put(one, row.place());
    } else {
      join(one, row.place());
    }
    return Optional.empty();
  }

  private void join(Draft one, String place) throws IOException {
    Draft open = draft;
    if (open != null && !open.document.equals(one.document)) {
      put(open, place);
      open = null;
    }
    Draft before = open == null ? shelved(one) : open;
    draft = before == null ? one : joined(before, one);
  }

  /** The document that rows far above have begun. */
  private @Nullable Draft shelved(Draft one) throws IOException {
    if (!listing.has(one.document)) {
      return null;
    }
    try (Content content = shelf.open(one.document, Optional.empty()).orElseThrow()) {
      return new Draft(one.document, one.location,
          new StringBuilder(new String(content.stream().readAllBytes(),
              StandardCharsets.UTF_8)),
          content.attributes(), content.fingerprint().orElseThrow().value());
    }
  }

  /** Who may read all of its rows may read the document. */
  private Draft joined(Draft before, Draft one) {
    if (before.text.length() <= maxBytes) {
      before.text.append("\n\n").append(one.text);
    }
    Attributes both = before.attributes.or(one.attributes);
    Optional<Readers> readers = before.attributes.readers().map(some -> {
      Set<String> common = new TreeSet<>(some.principals());
      one.attributes.readers().ifPresent(others -> common.retainAll(others.principals()));
      return new Readers(common);
    });
    return new Draft(before.document, before.location, before.text,
        new Attributes(both.title(), both.metadata(), readers), Hash.of(before.digest + one.digest).hex());
  }

  /** Puts the last document away. */
  public void finish() throws IOException {
    Draft open = draft;
    if (open != null) {
      put(open, "");
    }
    draft = null;
  }

  private void put(Draft one, String place) throws IOException {
    byte[] text = one.text.toString().getBytes(StandardCharsets.UTF_8);
    if (text.length > maxBytes) {
      listing.fail(one.document, "its text has " + text.length + " bytes, more than the " + maxBytes
          + " that a document may have; map fewer fields, or raise the limit");
      return;
    }
    Entry entry = new Entry(one.document, one.location, OptionalLong.of(text.length), Attributes.NONE);
    if (mapping.grouped()) {
      listing.replace(entry);
    } else {
      listing.add(entry, "several records have this name, one of them at " + place
          + "; name fields under `id` that tell them apart, or make them one document with `group: true`");
    }
    shelf.put(one.document, Optional.of(mapping.mediaType()), one.attributes, new Fingerprint(one.digest),
        text);
  }
}
