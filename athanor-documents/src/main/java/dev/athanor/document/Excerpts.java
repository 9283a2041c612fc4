package dev.athanor.document;

/**
 * Takes excerpts of one text from front to back in a single pass over it. Not thread-safe.
 */
public final class Excerpts {

  private final String text;
  private int unit;
  private int codePoint;

  public Excerpts(String text) {
    this.text = text;
  }

  /** The piece at {@code span}; cheapest when spans come in ascending order. */
  public Excerpt at(Span span) {
    if (span.start() >= unit) {
      codePoint += text.codePointCount(unit, span.start());
    } else {
      codePoint -= text.codePointCount(span.start(), unit);
    }
    unit = span.start();
    return new Excerpt(span, codePoint, span.of(text));
  }
}
