package dev.athanor.prompt.template;

import dev.athanor.model.Role;

/** What a helper has put between the words. */
sealed interface Mark {
  /** From here on somebody else speaks. */
  record Speaker(Role role) implements Mark {}

  /** Here the history stands. */
  record History() implements Mark {}

  /** Here a piece stands that is no text. */
  record Inserted(Piece piece) implements Mark {}
}
