package dev.athanor.knowledge.filter;

import java.text.Normalizer;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** How names and values of fields are compared: without regard to case, and as numbers and dates where they are such. */
public final class FieldValue {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]{1,3})?");
  private static final int LONGEST = 1_000;

  private FieldValue() {}

  /** The form in which two equal texts are equal; of a very long one its beginning decides. */
  public static String term(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFC).strip().toLowerCase(Locale.ROOT);
    String spaced = plain.replaceAll("\\s+", " ");
    return spaced.length() <= LONGEST ? spaced
        : spaced.substring(0, spaced.offsetByCodePoints(0, spaced.codePointCount(0, LONGEST) - 1));
  }

  /** The number that the text is, if it is one. */
  public static OptionalDouble number(String text) {
    String stripped = text.strip();
    if (stripped.length() > LONGEST || !NUMBER.matcher(stripped).matches()) {
      return OptionalDouble.empty();
    }
    // Adding 0 makes -0 a 0, which an index would tell apart.
    double number = Double.parseDouble(stripped) + 0.0;
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }
}
