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
 */
public record Hit(String chunk, Place place, Passage passage, Optional<Passage> section, Score score) {}
