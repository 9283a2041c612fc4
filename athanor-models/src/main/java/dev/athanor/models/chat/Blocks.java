package dev.athanor.models.chat;

import dev.athanor.model.Part;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Members of a piece that has a type, for which the type has no place: the citations of a text, for instance. They are a raw part behind
 * it, whose kind is the piece's and the member's name, {@code text.citations}.
 */
public final class Blocks {
  private Blocks() {}

  /** Adds what is left of a piece as raw parts. */
  public static void rest(String provider, String piece, Leftovers left, List<Part> parts) {
    left.rest().forEach((name, value) -> parts.add(new Part.Raw(provider, piece + "." + name, value)));
  }

  /** Writes a raw part: as a member of the piece before it, or as a piece of its own. */
  public static void write(Part.Raw raw, ArrayNode written) {
    int dot = raw.kind().indexOf('.');
    if (dot < 0) {
      written.add(raw.value());
    } else if (!written.isEmpty() && written.get(written.size() - 1) instanceof ObjectNode before) {
      before.set(raw.kind().substring(dot + 1), raw.value());
    }
  }
}
