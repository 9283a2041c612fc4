package dev.athanor.knowledge.chunk;

import dev.athanor.document.Span;
import dev.athanor.model.TokenEstimate;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts text that has no sentence end within reach: at a line end if there is one in the second half of what
 * fits, else after a clause, else between words, else between two characters as a reader sees them.
 */
final class LongText {

  private static final int WINDOW = 128;

  private LongText() {
  }

  /** Pieces of at most {@code limit} tokens, in order, that leave out nothing but white space. */
  static List<Span> pieces(String text, Span span, int limit) {
    List<Span> pieces = new ArrayList<>();
    int start = span.start();
    while (start < span.end()) {
      int end = cut(text, start, span.end(), limit);
      Span piece = new Span(start, end).trimmed(text);
      if (!piece.isEmpty()) {
        pieces.add(piece);
      }
      start = end;
    }
    return pieces;
  }

  private static int cut(String text, int start, int end, int limit) {
    int tokens = 0;
    int at = start;
    Candidates candidates = new Candidates(limit);
    while (at < end) {
      int wordEnd = wordEnd(text, at, end, limit);
      tokens += TokenEstimate.of(text, at, wordEnd);
      if (tokens > limit) {
        return at > start ? candidates.best(at) : insideWord(text, start, wordEnd, limit);
      }
      int next = wordEnd;
      while (next < end && Character.isWhitespace(text.charAt(next))) {
        next++;
      }
      candidates.offer(text, wordEnd, next, tokens);
      at = next;
    }
    return end;
  }

  /** The end of the word at {@code at}; no farther than is needed to know that the word alone is too long. */
  private static int wordEnd(String text, int at, int end, int limit) {
    int stop = (int) Math.min(end, at + (long) limit * WINDOW);
    int to = at;
    while (to < stop && !Character.isWhitespace(text.charAt(to))) {
      to++;
    }
    return to;
  }

  private static int insideWord(String text, int start, int end, int limit) {
    int low = start + 1;
    int high = end;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (TokenEstimate.of(text, start, middle) <= limit) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return characterBoundary(text, start, low, end);
  }

  /** The last boundary between two user-perceived characters that is not after {@code cut}. */
  private static int characterBoundary(String text, int start, int cut, int end) {
    int from = Math.max(start, cut - WINDOW);
    if (from > start && Character.isLowSurrogate(text.charAt(from))) {
      from--;
    }
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text.substring(from, Math.min(end, cut + WINDOW)));
    int relative = cut - from;
    int boundary = characters.isBoundary(relative) ? relative : characters.preceding(relative);
    if (boundary > 0) {
      return from + boundary;
    }
    boolean splitsPair = cut < end && Character.isLowSurrogate(text.charAt(cut));
    return splitsPair ? cut + 1 : cut;
  }

  /** The best places to cut that were passed so far. */
  private static final class Candidates {

    private final int limit;
    private int line;
    private int clause;

    Candidates(int limit) {
      this.limit = limit;
    }

    void offer(String text, int wordEnd, int next, int tokens) {
      if (tokens * 2 < limit) {
        return;
      }
      if (text.substring(wordEnd, next).indexOf('\n') >= 0) {
        line = next;
      }
      if (",;:\u2014\u060C\u3001\uFF0C".indexOf(text.charAt(wordEnd - 1)) >= 0) {
        clause = next;
      }
    }

    int best(int otherwise) {
      if (line > 0) {
        return line;
      }
      return clause > 0 ? clause : otherwise;
    }
  }
}
