package dev.athanor.eval.propose;

import dev.athanor.json.Codec;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Running text of a document that stands under one heading.
 *
 * @param document its name, as retrieval names it
 * @param title what the document calls itself
 * @param headings over the text, outermost first
 * @param language as BCP 47 has it; empty if not known
 * @param sentences in reading order
 */
public record Section(String document, String title, List<String> headings, Optional<String> language,
    List<Sentence> sentences) {
  /** As JSON. */
  public static final Codec<Section> CODEC = Codec.of(Section.class);

  /**
   * A sentence without markup.
   *
   * @param text on one line
   * @param start where it starts in the document's text, in code points
   * @param end where it ends, exclusive
   */
  public record Sentence(String text, int start, int end) {
    private static final Pattern WHOLE =
        Pattern.compile("[\"“„'(]?[\\p{Lu}\\d].*[.!?][\"”'’)]?", Pattern.DOTALL);
    private static final Pattern SYMBOLS = Pattern.compile("[{}\\\\|<>=^~#]|https?:");
    private static final int FEWEST_WORDS = 5;
    private static final double LETTERS = 0.75;

    /** Whether it is a whole sentence in words, not a caption, a formula or the rest of a line. */
    boolean isProse() {
      long letters = text.codePoints().filter(each -> Character.isLetter(each) || each == ' ').count();
      return WHOLE.matcher(text).matches() && !SYMBOLS.matcher(text).find()
          && text.split(" ", -1).length >= FEWEST_WORDS
          && letters >= LETTERS * text.codePointCount(0, text.length());
    }
  }

  /** Copies. */
  public Section {
    headings = List.copyOf(headings);
    sentences = List.copyOf(sentences);
  }

  /** The text as one line. */
  String text() {
    return sentences.stream().map(Sentence::text).collect(Collectors.joining(" "));
  }

  boolean isIn(String wanted) {
    return language.filter(code -> code.equals(wanted) || code.startsWith(wanted + "-")).isPresent();
  }
}
