package dev.athanor.eval.scorer;

import java.util.Objects;
import java.util.Optional;

/**
 * A tool that was called.
 *
 * @param name of the tool
 * @param arguments JSON as it was written, which may be malformed
 * @param result what it answered, in words; empty if nothing is known of it
 * @param failed whether the result says what went wrong
 */
public record ToolUse(String name, String arguments, Optional<String> result, boolean failed) {
  /** Checks. */
  public ToolUse {
    Objects.requireNonNull(name);
    Objects.requireNonNull(arguments);
  }
}
