package dev.athanor.eval.scorer;

import java.util.Objects;
import java.util.Optional;

/**
 * A passage that was found or cited.
 *
 * @param id of the passage, such as a chunk's
 * @param document that it is from
 * @param text of the passage
 * @param start where it begins in the document, in code points
 * @param end where it ends, exclusive
 */
public record Evidence(String id, String document, String text, Optional<Integer> start,
    Optional<Integer> end) {
  /** Checks. */
  public Evidence {
    Objects.requireNonNull(id);
    Objects.requireNonNull(document);
    Objects.requireNonNull(text);
  }
}
