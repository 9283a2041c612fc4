package dev.athanor.promptfoo.template;

import java.util.List;

/** A part of a template. */
@FunctionalInterface
interface Piece {
  /** Writes what it comes to. */
  void render(Scope scope, StringBuilder text);

  /** Several, one after the other. */
  static Piece all(List<Piece> pieces) {
    return (scope, text) -> pieces.forEach(each -> each.render(scope, text));
  }
}
