package dev.athanor.document;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of a document besides its content: from its source, or from the project's rules for that source.
 *
 * @param title what to call it, where its content does not decide
 * @param metadata fields to filter by, such as {@code author}; names and values are not blank
 * @param readers who may read it, if that is said
 */
public record Attributes(Optional<String> title, Map<String, String> metadata, Optional<Readers> readers) {
  /** Nothing. */
  public static final Attributes NONE = new Attributes(Optional.empty(), Map.of(), Optional.empty());

  /** Copies, sorted. */
  public Attributes {
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
  }

  /** These, and where they say nothing, the others. */
  public Attributes or(Attributes others) {
    Map<String, String> all = new TreeMap<>(others.metadata);
    all.putAll(metadata);
    return new Attributes(title.or(others::title), all, readers.or(others::readers));
  }
}
