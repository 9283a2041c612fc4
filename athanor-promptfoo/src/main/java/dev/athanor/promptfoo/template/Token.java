package dev.athanor.promptfoo.template;

/**
 * A word of an expression.
 *
 * @param kind of it
 * @param text of a name, a sign or a number; of a string what it says
 */
record Token(Kind kind, String text) {
  /** What it is. */
  enum Kind {
    NAME, NUMBER, STRING, SIGN, END
  }

  boolean is(String sign) {
    return (kind == Kind.SIGN || kind == Kind.NAME) && text.equals(sign);
  }

  /** How a message calls it. */
  String shown() {
    return kind == Kind.END ? "the end" : "\"" + text + "\"";
  }
}
