package dev.athanor.system.rag;

import dev.athanor.knowledge.chunk.Sentences;
import dev.athanor.document.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts an answer into what it claims, each with the numbers of the evidence that it names. */
final class Claims {
  private static final Pattern MARKER = Pattern.compile("\\[(\\d{1,4}(?:\\s*[,;–-]\\s*\\d{1,4})*)]");
  private static final Pattern MARKER_IN_TEXT = Pattern.compile("\\s*" + MARKER.pattern());
  private static final Pattern AFTER_THE_STOP =
      Pattern.compile("([.!?…。！？؟][\"”’»)*_]*)[ \\t]*((?:" + MARKER.pattern() + "[ \\t]*)+)");
  private static final Pattern CODE = Pattern.compile("```.*?(?:```|\\z)|`[^`\\n]*`", Pattern.DOTALL);
  private static final Pattern BLOCK_END =
      Pattern.compile("\\n\\s*\\n|\\n(?=[ \\t]*(?:#{1,6} |[-*+•] |\\d{1,3}[.)] |\\|))");
  private static final Pattern RANGE = Pattern.compile("(\\d+)\\s*[–-]\\s*(\\d+)");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final int LEAST_WORDS = 3;

  private Claims() {}

  /**
   * A sentence of an answer.
   *
   * @param sentence without its markers
   * @param numbers of the evidence that it names, in order
   * @param claims whether it says something that may be true or false
   */
  record Claim(String sentence, List<Integer> numbers, boolean claims) {}

  /** The sentences by paragraph; an item of a list is a paragraph. */
  static List<List<Claim>> paragraphs(String answer) {
    // A marker after the full stop belongs to the sentence before it.
    String text =
        AFTER_THE_STOP.matcher(withoutCode(answer)).replaceAll(found -> Matcher.quoteReplacement(" " + found
            .group(2).strip() + found.group(1) + " "));
    List<List<Claim>> paragraphs = new ArrayList<>();
    Matcher end = BLOCK_END.matcher(text);
    int start = 0;
    while (start < text.length()) {
      int until = end.find() ? end.end() : text.length();
      List<Claim> paragraph = paragraph(text, new Span(start, until));
      if (!paragraph.isEmpty()) {
        paragraphs.add(paragraph);
      }
      start = until;
    }
    return paragraphs;
  }

  /** A text without its markers. */
  static String withoutMarkers(String text) {
    return MARKER_IN_TEXT.matcher(text).replaceAll("");
  }

  /** Brackets in code are no markers. */
  private static String withoutCode(String answer) {
    return CODE.matcher(answer).replaceAll(found -> " ".repeat(found.group().length()));
  }

  private static List<Claim> paragraph(String text, Span within) {
    List<Claim> claims = new ArrayList<>();
    for (Span span : Sentences.in(text, within)) {
      String sentence = span.of(text);
      claims.add(claim(withoutMarkers(sentence).strip(), numbers(sentence)));
    }
    return claims;
  }

  private static Claim claim(String sentence, List<Integer> numbers) {
    boolean claims = !sentence.startsWith("#") && !sentence.endsWith(":") && !sentence.endsWith("?")
        && WORD.matcher(sentence).results().limit(LEAST_WORDS).count() == LEAST_WORDS;
    return new Claim(sentence, numbers, claims);
  }

  private static List<Integer> numbers(String text) {
    Set<Integer> numbers = new LinkedHashSet<>();
    MARKER.matcher(text).results().forEach(marker -> {
      String inside =
          RANGE.matcher(marker.group(1)).replaceAll(range -> span(Integer.parseInt(range.group(1)), Integer
              .parseInt(range.group(2))));
      NUMBER.matcher(inside).results().forEach(number -> numbers.add(Integer.parseInt(number.group())));
    });
    return List.copyOf(numbers);
  }

  private static String span(int from, int to) {
    StringBuilder all = new StringBuilder();
    for (int i = from; i <= to; i++) {
      all.append(i).append(',');
    }
    return all.isEmpty() ? from + "," + to : all.toString();
  }
}
