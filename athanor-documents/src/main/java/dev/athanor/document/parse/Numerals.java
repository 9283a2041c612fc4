package dev.athanor.document.parse;

import java.util.Locale;

/** Writes the numbers of list items as Office does. */
final class Numerals {

  private static final String[] ROMAN = {"m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv",
      "i"};
  private static final int[] ROMAN_VALUES = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
  private static final int LETTERS = 26;

  private Numerals() {
  }

  /** In a format of Word, such as {@code lowerRoman}. */
  static String formatted(int count, String format) {
    return switch (format) {
      case "lowerLetter" -> letters(count);
      case "upperLetter" -> letters(count).toUpperCase(Locale.ROOT);
      case "lowerRoman" -> roman(count);
      case "upperRoman" -> roman(count).toUpperCase(Locale.ROOT);
      default -> Integer.toString(count);
    };
  }

  /** In a format of PowerPoint, such as {@code alphaLcParenR}. */
  static String shown(int count, String format) {
    String number = format.startsWith("alpha") ? letters(count)
        : format.startsWith("roman") ? roman(count) : Integer.toString(count);
    String cased = format.contains("Uc") ? number.toUpperCase(Locale.ROOT) : number;
    return format.endsWith("ParenBoth") ? "(" + cased + ")"
        : format.endsWith("ParenR") ? cased + ")" : format.endsWith("Plain") ? cased : cased + ".";
  }

  /** Word repeats the letter after z: aa, bb, cc. */
  private static String letters(int count) {
    if (count < 1) {
      return Integer.toString(count);
    }
    return String.valueOf((char) ('a' + (count - 1) % LETTERS)).repeat((count - 1) / LETTERS % LETTERS + 1);
  }

  private static String roman(int count) {
    StringBuilder roman = new StringBuilder();
    int rest = Math.min(count, 4_000);
    for (int i = 0; i < ROMAN.length; i++) {
      for (; rest >= ROMAN_VALUES[i]; rest -= ROMAN_VALUES[i]) {
        roman.append(ROMAN[i]);
      }
    }
    return roman.toString();
  }
}
