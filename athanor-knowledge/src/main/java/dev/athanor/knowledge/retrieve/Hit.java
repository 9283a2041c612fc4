package dev.athanor.knowledge.retrieve;

import java.util.Optional;

/**
 * A passage that was found.
 *
 * @param chunk the chunk's id
 * @param place where it stands
 * @param passage the chunk itself
 * @param section the text around it, if sections were asked for
 * @param score why it was found
 * @param copies the other documents that say the same, if there are any
 */
public record Hit(String chunk, Place place, Passage passage, Optional<Passage> section, Score score,
    Optional<Copies> copies) {
  /** Of a document that has no copies. */
  public Hit(String chunk, Place place, Passage passage, Optional<Passage> section, Score score) {
    this(chunk, place, passage, section, score, Optional.empty());
  }
}
