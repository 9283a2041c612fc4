package dev.athanor.knowledge.chunk;

import dev.athanor.document.Span;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the sentences in a stretch of text.
 *
 * <p>The boundaries are those of Unicode's text segmentation (UAX #29) as the JDK has them, less the ones
 * after an abbreviation, an initial or an ordinal ({@code Dr. Smith}, {@code J. K. Rowling},
 * {@code 3. Oktober}), plus the Arabic question mark. Where it is in doubt it joins: a sentence too long is
 * a better quote than half a sentence.
 */
public final class Sentences {

  private static final Set<String> ABBREVIATIONS = Set.of("mr", "mrs", "ms", "dr", "prof", "st", "sr", "jr",
      "vs", "fig",
      "figs", "no", "nos", "vol", "inc", "ltd", "co", "corp", "gen", "sen", "rep", "gov", "capt", "lt", "col",
      "sgt",
      "rev", "hon", "approx", "dept", "ed", "eds", "cf", "e.g", "i.e", "al", "ca", "vgl", "bzw", "abs", "art",
      "bd",
      "hr", "nr", "bzgl", "ggf", "evtl", "inkl", "sog", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
      "sep", "sept",
      "oct", "nov", "dec", "p", "pp", "eq", "sec", "ch", "mt", "ft", "univ", "est", "min", "max");
  private static final int LAST_DAY_OF_A_MONTH = 31;

  private Sentences() {
  }

  /**
   * The sentences of {@code text} inside {@code within}, in order. They do not overlap, have no white space
   * at their ends, and leave out nothing but white space.
   */
  public static List<Span> in(String text, Span within) {
    List<Span> sentences = new ArrayList<>();
    BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
    breaks.setText(within.of(text));
    int start = within.start();
    for (int at = breaks.next(); at != BreakIterator.DONE; at = breaks.next()) {
      int end = within.start() + at;
      if (end < within.end() && endsInAbbreviation(text, start, end)) {
        continue;
      }
      addAll(sentences, text, new Span(start, end));
      start = end;
    }
    return sentences;
  }

  /** Adds one sentence by the JDK's rules, cut after Arabic question marks, which those rules pass over. */
  private static void addAll(List<Span> sentences, String text, Span sentence) {
    int start = sentence.start();
    int mark = text.indexOf('\u061F', start, sentence.end());
    while (mark >= 0 && mark + 1 < sentence.end()) {
      if (Character.isWhitespace(text.charAt(mark + 1))) {
        add(sentences, text, new Span(start, mark + 1));
        start = mark + 1;
      }
      mark = text.indexOf('\u061F', mark + 1, sentence.end());
    }
    add(sentences, text, new Span(start, sentence.end()));
  }

  private static void add(List<Span> sentences, String text, Span sentence) {
    Span trimmed = sentence.trimmed(text);
    if (!trimmed.isEmpty()) {
      sentences.add(trimmed);
    }
  }

  private static boolean endsInAbbreviation(String text, int start, int end) {
    int stop = end;
    while (stop > start && Character.isWhitespace(text.charAt(stop - 1))) {
      stop--;
    }
    if (stop == start || text.charAt(stop - 1) != '.') {
      return false;
    }
    int word = stop - 1;
    while (word > start && isWordPart(text.charAt(word - 1))) {
      word--;
    }
    return isAbbreviation(text.substring(word, stop - 1));
  }

  private static boolean isWordPart(char c) {
    return c == '.' || Character.isLetterOrDigit(c);
  }

  private static boolean isAbbreviation(String word) {
    if (word.isEmpty()) {
      return false;
    }
    if (word.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return word.length() <= 2 && Integer.parseInt(word) <= LAST_DAY_OF_A_MONTH;
    }
    boolean initials = word.length() == 1 || word.matches("(\\p{L}\\.)+\\p{L}");
    return (initials && Character.isLetter(word.charAt(0))) || ABBREVIATIONS.contains(word.toLowerCase(
        Locale.ROOT));
  }
}
