package dev.athanor.knowledge.embed;

import java.text.Normalizer;

/**
 * The text cleaning of uncased BERT models: drops control characters, makes every space plain, sets Chinese characters
 * apart, strips accents and lowers case.
 *
 * @see <a href="https://github.com/huggingface/tokenizers/blob/main/tokenizers/src/normalizers/bert.rs">the reference</a>
 */
final class BertText {
  private static final int REPLACEMENT_CHARACTER = 0xFFFD;
  /** First and last of each block that the reference treats as Chinese, the odd fifth one included. */
  private static final int[] CHINESE = {0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xF900, 0xFAFF, 0x20000, 0x2A6DF,
      0x2A700, 0x2B73F,
      0x2B740, 0x2B81F, 0x2B920, 0x2CEAF, 0x2F800, 0x2FA1F};

  private BertText() {}

  static String clean(String text) {
    String plain = isPlainAscii(text) ? text : withoutAccents(spaced(text));
    var lower = new StringBuilder(plain.length());
    // Code point by code point: lowering a whole string treats a final sigma apart, which the model was not trained on.
    plain.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
    return lower.toString();
  }

  static boolean isPunctuation(int c) {
    if (c < 128) {
      return c > ' ' && c < 127 && !Character.isLetterOrDigit(c);
    }
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION, Character.DASH_PUNCTUATION, Character.START_PUNCTUATION,
          Character.END_PUNCTUATION, Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  private static boolean isPlainAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 127 || (c < ' ' && c != '\t' && c != '\n' && c != '\r')) {
        return false;
      }
    }
    return true;
  }

  private static String spaced(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> {
      if (isSpace(c)) {
        out.append(' ');
      } else if (isChinese(c)) {
        out.append(' ').appendCodePoint(c).append(' ');
      } else if (c != REPLACEMENT_CHARACTER && !isControl(c)) {
        out.appendCodePoint(c);
      }
    });
    return out.toString();
  }

  private static String withoutAccents(String text) {
    var out = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFD).codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  private static boolean isSpace(int c) {
    return c == '\t' || c == '\n' || c == '\r' || Character.isSpaceChar(c);
  }

  private static boolean isControl(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
      default -> false;
    };
  }

  private static boolean isChinese(int c) {
    for (int i = 0; i < CHINESE.length; i += 2) {
      if (c >= CHINESE[i] && c <= CHINESE[i + 1]) {
        return true;
      }
    }
    return false;
  }
}
