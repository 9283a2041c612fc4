package dev.athanor.cli.project;

import java.util.List;
import java.util.Optional;

/**
 * A folder of documents.
 *
 * @param folder where it is, relative to the project
 * @param name stands before the names of its documents, and tells sources apart; needed from the second source on
 * @param include file patterns; empty for all that can be read
 * @param exclude file patterns
 */
public record SourceSettings(String folder, Optional<String> name, List<String> include, List<
    String> exclude) {
  /** Copies. */
  public SourceSettings {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /** All documents of a folder. */
  public static SourceSettings of(String folder) {
    return new SourceSettings(folder, Optional.empty(), List.of(), List.of());
  }

  /** The same under a name. */
  public SourceSettings named(String newName) {
    return new SourceSettings(folder, Optional.of(newName), include, exclude);
  }
}
