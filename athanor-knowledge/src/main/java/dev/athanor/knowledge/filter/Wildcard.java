package dev.athanor.knowledge.filter;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A value with blanks in it.
 *
 * @param parts in order
 */
public record Wildcard(List<Part> parts) {
  /** A piece of it. */
  public sealed interface Part {
    /** These characters, in the form of {@link FieldValue#term}. */
    record Text(String text) implements Part {}

    /** Any characters, or none. */
    record Anything() implements Part {}

    /** Any characters but {@code /}, or none. */
    record WithinFolder() implements Part {}
  }

  /** Copies. */
  public Wildcard {
    parts = List.copyOf(parts);
  }

  /**
   * As a regular expression that Lucene reads, and everything built on it. Java reads it as well.
   */
  public String expression() {
    var expression = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Text(String text) -> text.codePoints().forEach(each -> {
          if (each < 128 && !Character.isLetterOrDigit(each)) {
            expression.append('\\');
          }
          expression.appendCodePoint(each);
        });
        // A dot is no line break in Java, and terms have none.
        case Part.Anything _ -> expression.append(".*");
        case Part.WithinFolder _ -> expression.append("[^\\/]*");
      }
    }
    return expression.toString();
  }

  boolean matches(String term) {
    return Pattern.compile(expression(), Pattern.DOTALL).matcher(term).matches();
  }
}
