package dev.athanor.document;

/**
 * A piece of a document's extracted text that knows where it stands.
 *
 * <p>It carries the code-point position of its first character, so that a citation can be given in code
 * points without loading the document again.
 *
 * @param span where the piece stands, in UTF-16 units of the document's text
 * @param codePointStart where the piece starts, in code points of the document's text
 * @param text exactly the document's text at {@code span}
 */
public record Excerpt(Span span, int codePointStart, String text) {

  public Excerpt {
    if (text.length() != span.length()) {
      throw new IllegalArgumentException("An excerpt of " + text.length() + " UTF-16 units cannot stand at "
          + span + ", which has " + span.length() + ".");
    }
    if (codePointStart < 0 || codePointStart > span.start()) {
      throw new IllegalArgumentException("Code point " + codePointStart + " cannot be the start of " + span
          + ": there are never more code points than UTF-16 units.");
    }
  }

  /** Where the whole piece stands in the document, in code points. */
  public CodePointSpan codePoints() {
    return new CodePointSpan(codePointStart, codePointStart + text.codePointCount(0, text.length()));
  }

  /**
   * The part of this excerpt from {@code from} to {@code to}.
   *
   * @param from first UTF-16 unit, counted from the start of this excerpt's own text
   * @param to the unit after the last one, counted likewise
   */
  public Excerpt part(int from, int to) {
    return new Excerpt(new Span(span.start() + from, span.start() + to),
        codePointStart + text.codePointCount(0, from), text.substring(from, to));
  }
}
