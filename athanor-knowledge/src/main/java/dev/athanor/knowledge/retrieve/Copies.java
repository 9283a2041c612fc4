package dev.athanor.knowledge.retrieve;

import java.util.List;
import java.util.Optional;

/**
 * The other documents that say what the hit's document says.
 *
 * @param others some of them, ordered by name
 * @param more how many there are besides
 * @param found the one whose passage was found, if it was not the hit's own: it gave the score
 */
public record Copies(List<Copy> others, int more, Optional<String> found) {
  /**
   * One of them.
   *
   * @param document its id
   * @param source where it comes from
   */
  public record Copy(String document, String source) {}

  /** Copies. */
  public Copies {
    others = List.copyOf(others);
  }
}
