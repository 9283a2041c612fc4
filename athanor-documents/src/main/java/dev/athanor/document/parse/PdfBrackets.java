package dev.athanor.document.parse;

/** Brackets, which look the other way round in a line that is written from right to left. */
final class PdfBrackets {

  private static final String PAIRS = "()[]{}<>\u00AB\u00BB\u2039\u203A\u2264\u2265";

  private PdfBrackets() {
  }

  /** The bracket that belongs to a bracket; anything else is its own. */
  static int partner(int c) {
    int at = PAIRS.indexOf(c);
    return at < 0 ? c : PAIRS.charAt(at ^ 1);
  }

  /** How many brackets open at the end of a word or close at its beginning. */
  static int wrong(String line) {
    int wrong = 0;
    for (int i = 0; i < line.length(); i++) {
      int at = PAIRS.indexOf(line.charAt(i));
      if (at < 0) {
        continue;
      }
      boolean afterWord = i > 0 && Character.isLetterOrDigit(line.charAt(i - 1));
      boolean beforeWord = i + 1 < line.length() && Character.isLetterOrDigit(line.charAt(i + 1));
      boolean opens = at % 2 == 0;
      wrong += opens ? (afterWord && !beforeWord ? 1 : 0) : (beforeWord && !afterWord ? 1 : 0);
    }
    return wrong;
  }
}
