package dev.athanor.prompt.template;

import dev.athanor.model.Message;
import dev.athanor.model.Role;
import java.util.List;

/**
 * A message as it was rendered.
 *
 * @param role who speaks
 * @param pieces what is said, in order
 * @param history whether it was put where the template has {@code {{history}}}
 */
public record Turn(Role role, List<Piece> pieces, boolean history) {
  /** Copies. */
  public Turn {
    pieces = List.copyOf(pieces);
  }

  static Turn of(Message message, boolean history) {
    return new Turn(message.role(), message.parts().stream().<Piece>map(Piece.Given::new).toList(), history);
  }
}
