package dev.athanor.document.clean;

/** Makes one space of every run of spaces, tabs and no-break spaces in prose. For texts that a parser has built, only. */
final class SpacesRule implements Rule {
  @Override
  public boolean mayFind(String text) {
    return !text.isEmpty();
  }

  @Override
  public void look(Piece piece, Found found) {
    if (!piece.isProse()) {
      return;
    }
    String text = piece.text();
    int start = piece.start();
    while (start < piece.end()) {
      int end = start;
      boolean plain = true;
      while (end < piece.end() && isSpace(text.charAt(end))) {
        plain &= text.charAt(end) == ' ';
        end++;
      }
      if (end - start > 1 || (end > start && !plain)) {
        found.replace(start, end, " ", "white-space");
      }
      start = Math.max(end, start + 1);
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\u00A0' || (c >= '\u2000' && c <= '\u200A') || c == '\u202F'
        || c == '\u205F';
  }
}
