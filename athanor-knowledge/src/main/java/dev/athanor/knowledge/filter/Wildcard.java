package dev.athanor.knowledge.filter;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.RegExp;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

/**
 * A value with blanks in it.
 *
 * @param parts in order
 */
public record Wildcard(List<Part> parts) {
  /** An index that is not in this process takes a thousand characters, the name of the field included. */
  private static final int LONGEST = 750;
  /** A little less than indexes spend, which search for the name of the field as well. */
  private static final int EFFORT = Operations.DEFAULT_DETERMINIZE_WORK_LIMIT / 2;

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

  /** Whether an index can search for it: the work grows with stars and text, with some of both beyond all bounds. */
  boolean isSearchable() {
    String expression = expression();
    if (expression.length() > LONGEST) {
      return false;
    }
    try {
      Operations.determinize(new RegExp(expression, RegExp.NONE).toAutomaton(), EFFORT);
      return true;
    } catch (TooComplexToDeterminizeException _) {
      return false;
    }
  }

  boolean matches(String term) {
    return Pattern.compile(expression(), Pattern.DOTALL).matcher(term).matches();
  }
}
