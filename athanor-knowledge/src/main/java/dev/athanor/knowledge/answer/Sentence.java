package dev.athanor.knowledge.answer;

import dev.athanor.knowledge.chunk.Sentences;
import dev.athanor.document.Span;
import dev.athanor.knowledge.analysis.IndexedWord;
import dev.athanor.knowledge.retrieve.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence of a source.
 *
 * @param source the source it stands in
 * @param rank the source's place among the sources, from 0
 * @param span where it stands in the source's text, in UTF-16 units
 * @param previous where the sentence before it stands; the same span if it is the first of its paragraph
 */
record Sentence(Source source, int rank, Span span, Span previous) {
  /** Between paragraphs, and before what starts a line of its own: a heading, an item of a list. */
  private static final Pattern PARAGRAPH_END =
      Pattern.compile("\\n\\s*\\n|\\n(?=[ \\t]*(?:#{1,6} |[-*+•] |\\d{1,3}[.)] |\\|))"
          + "|(?m:(?<=^#{1,6} [^\\n]{0,200})\\n)");
  private static final Pattern HEADING = Pattern.compile("#{1,6} ");
  private static final Set<String> POINTING_BACK =
      Set.of("he", "she", "it", "they", "his", "her", "its", "their", "this",
          "these", "that", "those", "such");

  static List<Sentence> of(Source source, int rank) {
    String text = source.text().text();
    List<Sentence> sentences = new ArrayList<>();
    int start = 0;
    Matcher end = PARAGRAPH_END.matcher(text);
    while (start < text.length()) {
      int until = end.find() ? end.end() : text.length();
      Span previous = new Span(start, start);
      for (Span span : Sentences.in(text, new Span(start, until))) {
        if (!isHeading(source, span.of(text))) {
          sentences.add(new Sentence(source, rank, span, previous.isEmpty() ? span : previous));
          previous = span;
        }
      }
      start = until;
    }
    return sentences;
  }

  /** By its mark, or because the document says so. */
  private static boolean isHeading(Source source, String sentence) {
    return HEADING.matcher(sentence).lookingAt() || sentence.equals(source.place().title())
        || source.place().headings().contains(sentence);
  }

  String text() {
    return span.of(source.text().text());
  }

  List<String> forms() {
    return IndexedWord.of(text()).stream().map(IndexedWord::form).toList();
  }

  /** The sentence as it is quoted: with the one before it, if it can't be understood without. */
  Passage quoted() {
    List<Token> tokens = Token.of(text());
    boolean pointsBack = !tokens.isEmpty() && POINTING_BACK.contains(tokens.getFirst().lower());
    return passage(pointsBack ? previous.to(span) : span);
  }

  /** A part of the source as a passage of its document. */
  Passage passage(Span part) {
    String text = source.text().text();
    int start = source.text().start() + text.codePointCount(0, part.start());
    return new Passage(start, start + text.codePointCount(part.start(), part.end()), part.of(text));
  }
}
