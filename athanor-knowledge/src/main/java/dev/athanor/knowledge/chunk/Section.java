package dev.athanor.knowledge.chunk;

import dev.athanor.document.Excerpt;
import dev.athanor.document.Span;
import java.util.List;

/**
 * The larger stretch of a document around a chunk: what is shown, or given to a model, when the chunk is
 * found. Its text starts with its own heading where it has one.
 *
 * @param ordinal the section's position among those of its document, from 0
 * @param headings the headings that lead to the section, outermost first, its own last
 * @param excerpt the section's text and where it stands
 */
public record Section(int ordinal, List<String> headings, Excerpt excerpt) {

  public Section {
    headings = List.copyOf(headings);
  }

  public Span span() {
    return excerpt.span();
  }

  public String text() {
    return excerpt.text();
  }
}
