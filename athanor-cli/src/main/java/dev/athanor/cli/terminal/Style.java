package dev.athanor.cli.terminal;

/** How a piece of text looks, by what it means. */
public enum Style {
  /** As it is. */
  PLAIN(""),
  /** A title, a name that is looked for. */
  STRONG("1"),
  /** What may be skipped. */
  FAINT("2"),
  /** Well. */
  GOOD("32"),
  /** Bad. */
  BAD("31"),
  /** Worth a look. */
  CAUTION("33"),
  /** Something to copy and use: a run, a command. */
  HANDLE("36");

  /** The parameter of the escape sequence (ECMA-48, SGR). */
  private final String code;

  Style(String code) {
    this.code = code;
  }

  String paint(String text) {
    return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
