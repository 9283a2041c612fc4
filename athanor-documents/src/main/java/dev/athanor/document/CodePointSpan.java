package dev.athanor.document;

/**
 * A stretch of a document's extracted text counted in Unicode code points, as citations are: languages
 * that index strings by code point (Python, for one) find the quote with it unchanged.
 */
public record CodePointSpan(int start, int end) {

  public CodePointSpan {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "A span is 0 <= start <= end, but start is " + start + " and end is " + end + ".");
    }
  }
}
