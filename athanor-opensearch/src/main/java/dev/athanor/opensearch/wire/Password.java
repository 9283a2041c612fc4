package dev.athanor.opensearch.wire;

import dev.athanor.error.AthanorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a password is. Never the password itself, so that settings can be shown. */
public sealed interface Password {
  /** In a variable of the environment. */
  record Variable(String name) implements Password {}

  /** In a file, whose first line it is. */
  record InFile(Path path) implements Password {}

  /**
   * The password itself.
   *
   * @throws AthanorException {@code opensearch-password} when it is not there
   */
  default String reveal(Function<String, @Nullable String> environment) {
    return switch (this) {
      case Variable(String name) -> {
        String value = environment.apply(name);
        if (value == null || value.isBlank()) {
          throw AthanorException.user("opensearch-password", "the variable " + name
              + " is not set; expected the password for OpenSearch in it, as knowledge.index.opensearch.passwordVariable"
              + " in athanor.yaml says; set it and try again");
        }
        yield value.strip();
      }
      case InFile(Path path) -> firstLine(path);
    };
  }

  private static String firstLine(Path path) {
    try {
      List<String> lines = Files.readAllLines(path);
      if (!lines.isEmpty() && !lines.getFirst().isBlank()) {
        return lines.getFirst().strip();
      }
    } catch (IOException e) {
      throw AthanorException.user("opensearch-password", "the file " + path + " can't be read (" + e
          + "); expected the password for OpenSearch in its first line; make it readable for this user");
    }
    throw AthanorException.user("opensearch-password", "the file " + path
        + " is empty; expected the password for OpenSearch in its first line");
  }
}
