package dev.athanor.document.clean;

import java.lang.Character.UnicodeScript;

/**
 * Removes what no reader sees and no question has in it: control characters, zero-width spaces, marks of direction without
 * text that runs that way, and Unicode's tag characters, in which text can be hidden from people but not from a model.
 * Joiners stay where scripts and emoji need them.
 */
final class InvisibleRule implements Rule {
  private static final String CONTROL = "control-characters";
  private static final String INVISIBLE = "invisible-characters";
  private static final int TAGS = 0xE0000;
  private static final int LAST_TAG = 0xE007F;
  private static final int BLACK_FLAG = 0x1F3F4;

  @Override
  public boolean mayFind(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && !isLayout(c)) || (c >= 0x7F && isSuspect(c))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLayout(char c) {
    return c == '\n' || c == '\r' || c == '\t' || c == '\f';
  }

  private static boolean isSuspect(char c) {
    return c <= 0x9F || c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x206F) || (c >= 0xD800 && c <= 0xDFFF) || c == 0xFEFF;
  }

  @Override
  public void look(Piece piece, Found found) {
    String text = piece.text();
    int length;
    for (int i = piece.start(); i < piece.end(); i += length) {
      char c = text.charAt(i);
      length = 1;
      if ((c >= ' ' && c < 0x7F) || isLayout(c)) {
        continue;
      }
      if (c < 0xA0) {
        found.replace(i, i + 1, c == 0x85 ? "\n" : "", CONTROL);
      } else if (isSuspect(c)) {
        length = suspect(piece, i, found);
      }
    }
  }

  private static int suspect(Piece piece, int at, Found found) {
    int c = piece.text().codePointAt(at);
    int length = Character.charCount(c);
    if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
      found.replace(at, at + 1, "\uFFFD", "broken-characters");
    } else if (c == 0x2028 || c == 0x2029) {
      found.replace(at, at + 1, "\n", CONTROL);
    } else if (isInvisible(c, piece, at)) {
      found.remove(at, at + length, INVISIBLE);
    }
    return length;
  }

  private static boolean isInvisible(int c, Piece piece, int at) {
    return switch (c) {
      case 0x200C, 0x200D -> !joins(piece, at);
      case 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069 ->
          piece.nature() == Piece.Nature.CODE || !hasRightToLeft(piece);
      case 0xAD, 0x200B, 0xFEFF -> true;
      default -> (c >= 0x2060 && c <= 0x206F) || (c >= TAGS && c <= LAST_TAG && !isFlag(piece, at));
    };
  }

  /** A joiner has work to do between characters that are neither Latin nor common, as in Persian, Hindi and emoji. */
  private static boolean joins(Piece piece, int at) {
    if (at == piece.start() || at + 1 >= piece.end()) {
      return false;
    }
    return !isPlain(piece.text().codePointBefore(at)) && !isPlain(piece.text().codePointAt(at + 1));
  }

  private static boolean isPlain(int c) {
    return c < 0x250 || UnicodeScript.of(c) == UnicodeScript.LATIN || Character.isWhitespace(c);
  }

  private static boolean hasRightToLeft(Piece piece) {
    for (int i = piece.start(); i < piece.end(); i++) {
      byte direction = Character.getDirectionality(piece.text().charAt(i));
      if (direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
          || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC) {
        return true;
      }
    }
    return false;
  }

  /** Flags of regions, such as Scotland's, are a black flag and tags. */
  private static boolean isFlag(Piece piece, int at) {
    int before = at;
    while (before > piece.start()) {
      int c = piece.text().codePointBefore(before);
      if (c < TAGS || c > LAST_TAG) {
        return c == BLACK_FLAG;
      }
      before -= Character.charCount(c);
    }
    return false;
  }
}
