package dev.athanor.knowledge.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * A word of a text in the form in which it is searched: in lower case, without its ending.
 *
 * @param form the form
 * @param start where it starts in the text, in UTF-16 units
 * @param end where it ends, exclusive
 */
public record IndexedWord(String form, int start, int end) {
  /** The words of a text in order, stop words left out. */
  public static List<IndexedWord> of(String text) {
    List<IndexedWord> words = new ArrayList<>();
    try (TokenStream tokens = Analyzers.ENGLISH.tokenStream("text", text)) {
      CharTermAttribute form = tokens.addAttribute(CharTermAttribute.class);
      OffsetAttribute place = tokens.addAttribute(OffsetAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        words.add(new IndexedWord(form.toString(), place.startOffset(), place.endOffset()));
      }
      tokens.end();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from a string failed", e);
    }
    return words;
  }
}
