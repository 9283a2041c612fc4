package dev.athanor.eval.scorer.grounding;

import dev.athanor.eval.scorer.text.Words;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Cuts an answer into what it claims: sentences and list items, without headings, questions and what introduces a list. */
final class Claims {
  private static final Pattern LINE = Pattern.compile("\\R+");
  private static final Pattern BULLET = Pattern.compile("^\\s*(?:[-*+•]|\\d{1,2}[.)])\\s+");
  private static final Pattern MARKERS = Pattern.compile("\\s*\\[\\d+(?:\\s*[,;-]\\s*\\d+)*]|[*_`]{1,3}");
  private static final int LEAST_WORDS = 2;

  private Claims() {}

  static List<String> of(String answer) {
    List<String> claims = new ArrayList<>();
    for (String line : LINE.split(answer, -1)) {
      String item = MARKERS.matcher(BULLET.matcher(line).replaceFirst("")).replaceAll("").strip();
      sentences(item).stream().filter(Claims::claims).forEach(claims::add);
    }
    return claims;
  }

  private static boolean claims(String sentence) {
    return !sentence.startsWith("#") && !sentence.endsWith(":") && !sentence.endsWith("?")
        && Words.of(sentence).size() >= LEAST_WORDS;
  }

  /** Sentences by the rules of the Unicode standard's annex 29. */
  static List<String> sentences(String text) {
    BreakIterator iterator = BreakIterator.getSentenceInstance(Locale.ENGLISH);
    iterator.setText(text);
    List<String> sentences = new ArrayList<>();
    int start = iterator.first();
    for (int end = iterator.next(); end != BreakIterator.DONE; end = iterator.next()) {
      String sentence = text.substring(start, end).strip();
      if (!sentence.isEmpty()) {
        sentences.add(sentence);
      }
      start = end;
    }
    return sentences;
  }
}
