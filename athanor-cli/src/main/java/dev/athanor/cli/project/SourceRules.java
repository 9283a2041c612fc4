package dev.athanor.cli.project;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is said of a source, whatever its kind.
 *
 * @param name stands before the names of its documents, and tells sources apart; needed from the second source on
 * @param include patterns of names; empty for all that can be read
 * @param exclude patterns of names
 * @param metadata fields that all of its documents have
 * @param access who may read which documents; the first rule that matches counts
 * @param readers who may read the others; empty for everyone
 */
public record SourceRules(Optional<String> name, List<String> include, List<String> exclude,
    Map<String, String> metadata, List<Access> access, List<String> readers) {
  /** Nothing is said. */
  public static final SourceRules NONE =
      new SourceRules(Optional.empty(), List.of(), List.of(), Map.of(), List.of(), List.of());

  /** Copies. */
  public SourceRules {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    metadata = Map.copyOf(metadata);
    access = List.copyOf(access);
    readers = List.copyOf(readers);
  }

  /**
   * Who may read the documents that a pattern covers.
   *
   * @param match a pattern of names
   * @param readers persons, groups or roles; none for nobody
   */
  public record Access(String match, List<String> readers) {
    /** Copies. */
    public Access {
      readers = List.copyOf(readers);
    }
  }

  /** The same under a name. */
  SourceRules named(String other) {
    return new SourceRules(Optional.of(other), include, exclude, metadata, access, readers);
  }
}
