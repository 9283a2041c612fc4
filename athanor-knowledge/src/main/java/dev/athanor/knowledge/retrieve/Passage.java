package dev.athanor.knowledge.retrieve;

import dev.athanor.document.CodePointSpan;
import dev.athanor.document.Excerpt;

/**
 * A piece of a document's extracted text.
 *
 * @param start where it starts, in code points
 * @param end where it ends, in code points, exclusive
 * @param text exactly the document's text from start to end
 */
public record Passage(int start, int end, String text) {
  static Passage of(Excerpt excerpt) {
    CodePointSpan place = excerpt.codePoints();
    return new Passage(place.start(), place.end(), excerpt.text());
  }
}
