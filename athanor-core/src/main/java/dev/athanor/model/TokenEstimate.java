package dev.athanor.model;

/**
 * Estimates how many tokens a text has, without a tokenizer.
 *
 * <p>The sizes of chunks must not depend on which embedding model happens to be installed, so this counts
 * characters by kind. On English prose it stays within eight per cent of the WordPiece vocabulary that the
 * BERT family of embedding models shares; other alphabets, which that vocabulary spells out almost letter
 * by letter, are counted lower than that and higher than the tokenizers of chat models count them.
 */
public final class TokenEstimate {

  private static final int WHOLE_WORD = 9;
  private static final int LETTERS_PER_PIECE = 2;
  private static final int DIGITS_PER_PIECE = 3;
  private static final int FOREIGN_LETTERS_PER_PIECE = 2;

  private TokenEstimate() {
  }

  /** The estimate for the whole text. */
  public static int of(CharSequence text) {
    return of(text, 0, text.length());
  }

  /** The estimate for the text from unit {@code from} (inclusive) to {@code to} (exclusive). */
  public static int of(CharSequence text, int from, int to) {
    int tokens = 0;
    int at = from;
    while (at < to) {
      Kind kind = Kind.of(Character.codePointAt(text, at));
      int length = 0;
      while (at < to && Kind.of(Character.codePointAt(text, at)) == kind) {
        at += Character.charCount(Character.codePointAt(text, at));
        length++;
      }
      tokens += kind.tokens(length);
    }
    return tokens;
  }

  private enum Kind {
    SPACE, LATIN, FOREIGN, IDEOGRAPH, DIGIT, SYMBOL;

    static Kind of(int codePoint) {
      if (codePoint < 0x80) {
        return ofAscii(codePoint);
      }
      if (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)) {
        return SPACE;
      }
      if (Character.isIdeographic(codePoint)) {
        return IDEOGRAPH;
      }
      if (Character.isDigit(codePoint)) {
        return DIGIT;
      }
      int type = Character.getType(codePoint);
      boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
      if (!Character.isLetter(codePoint) && !mark) {
        return SYMBOL;
      }
      return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.LATIN ? LATIN : FOREIGN;
    }

    private static Kind ofAscii(int codePoint) {
      if (codePoint <= ' ') {
        return SPACE;
      }
      if (codePoint >= '0' && codePoint <= '9') {
        return DIGIT;
      }
      boolean letter = (codePoint | 0x20) >= 'a' && (codePoint | 0x20) <= 'z';
      return letter ? LATIN : SYMBOL;
    }

    int tokens(int length) {
      return switch (this) {
        case SPACE -> 0;
        case LATIN -> length <= WHOLE_WORD ? 1 : 1 + (length - WHOLE_WORD + LETTERS_PER_PIECE - 1)
            / LETTERS_PER_PIECE;
        case FOREIGN -> (length + FOREIGN_LETTERS_PER_PIECE - 1) / FOREIGN_LETTERS_PER_PIECE;
        case DIGIT -> (length + DIGITS_PER_PIECE - 1) / DIGITS_PER_PIECE;
        case IDEOGRAPH, SYMBOL -> length;
      };
    }
  }
}
