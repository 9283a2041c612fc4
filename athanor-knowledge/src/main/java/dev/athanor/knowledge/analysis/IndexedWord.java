package dev.athanor.knowledge.analysis;

import java.util.List;

/**
 * A word of a text in the form in which it is searched: in lower case, without its ending, with the mark of its language.
 *
 * @param form the form
 * @param start where it starts in the text, in UTF-16 units
 * @param end where it ends, exclusive
 */
public record IndexedWord(String form, int start, int end) {
  /** The words of a text by English rules, in order, stop words left out: what is compared with each other, not searched. */
  public static List<IndexedWord> of(String text) {
    return Language.ENGLISH.words(text);
  }
}
