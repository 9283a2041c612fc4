package dev.athanor.models.provider;

import java.nio.file.Path;
import java.util.List;

/** Where a key is. Never the key itself, so that settings can be shown and stored. */
public sealed interface KeySource {
  /**
   * In a variable of the environment.
   *
   * @param names of the variables, of which the first that is set counts
   * @param required whether the provider can't be asked without
   */
  record Environment(List<String> names, boolean required) implements KeySource {
    /** Copies. */
    public Environment {
      names = List.copyOf(names);
      if (names.isEmpty()) {
        throw new IllegalArgumentException("a key in the environment has a name");
      }
    }
  }

  /**
   * In a file that nobody else may read.
   *
   * @param path of the file, whose first line is the key
   */
  record InFile(Path path) implements KeySource {}

  /** There is none. */
  record None() implements KeySource {}
}
