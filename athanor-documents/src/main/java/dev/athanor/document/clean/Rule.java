package dev.athanor.document.clean;

/** One kind of thing that is looked for in a text, and what is done about it. Stateless. */
interface Rule {
  /** Whether it is worth looking at the pieces of this text: quick, and never wrongly false. */
  boolean mayFind(String text);

  /** Looks at one piece, from its front to its back. */
  void look(Piece piece, Found found);
}
