package dev.athanor.prompt.template;

import dev.athanor.model.Part;
import java.util.Optional;

/** A piece of a rendered turn. */
public sealed interface Piece {
  /**
   * Text.
   *
   * @param text never blank
   */
  record Words(String text) implements Piece {}

  /**
   * A picture or another file.
   *
   * @param url a {@code data:}, {@code http:} or {@code https:} URL
   * @param contentType as the template says it
   */
  record Media(String url, Optional<String> contentType) implements Piece {}

  /**
   * The place where a section begins. It is for programs that fill it in; a model is not shown it.
   *
   * @param name of the section
   */
  record Section(String name) implements Piece {}

  /**
   * A part of a message that was there before.
   *
   * @param part as it was
   */
  record Given(Part part) implements Piece {}
}
