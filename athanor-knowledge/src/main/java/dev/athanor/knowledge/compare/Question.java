package dev.athanor.knowledge.compare;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A question and what is expected to be found.
 *
 * @param id by which results name it
 * @param text what is asked
 * @param documents the expected documents with how relevant each is, from 1; empty if none is named
 * @param spans what hits are expected to contain; if there are any, they count, and documents only say where they stand
 */
public record Question(String id, String text, Map<String, Integer> documents, List<Span> spans) {
  /** Copies. */
  public Question {
    documents = Collections.unmodifiableMap(new LinkedHashMap<>(documents));
    spans = List.copyOf(spans);
  }

  /** A piece of text that is expected. */
  public sealed interface Span {
    /** Words that a hit must contain, in whichever document unless the question names some. */
    record Words(String text) implements Span {
    }

    /**
     * A stretch of a document that a hit must cover.
     *
     * @param start in code points of its extracted text
     * @param end in code points, exclusive
     */
    record Stretch(String document, int start, int end) implements Span {
    }
  }

  /** Whether anything is expected. */
  public boolean judged() {
    return !documents.isEmpty() || !spans.isEmpty();
  }

  /** The same with another expectation. */
  Question expecting(Map<String, Integer> others, List<Span> pieces) {
    return new Question(id, text, others, pieces);
  }
}
