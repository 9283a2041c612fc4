package dev.athanor.knowledge.chunk;

import dev.athanor.json.Hash;
import dev.athanor.document.DocumentId;
import dev.athanor.document.Excerpt;
import dev.athanor.document.Span;
import java.util.List;

/**
 * The unit that is indexed, found and cited.
 *
 * @param id derived from the content
 * @param document the document it was cut from
 * @param ordinal the chunk's position in its document, from 0
 * @param headings the headings over the chunk, outermost first; may be longer than those of its section
 * @param prefix what to read before the text so that it can be understood alone: {@code title > headings},
 *     and the header row when the text is the continuation of a table. Not part of the document's text here.
 * @param excerpt the chunk's text and where it stands
 * @param parent the section around it
 */
public record Chunk(ChunkId id, DocumentId document, int ordinal, List<String> headings, String prefix,
    Excerpt excerpt, Section parent) {

  public Chunk {
    headings = List.copyOf(headings);
    if (!parent.span().contains(excerpt.span())) {
      throw new IllegalArgumentException(
          "A chunk stands inside its section, but " + excerpt.span() + " is not in " + parent.span() + ".");
    }
  }

  public Span span() {
    return excerpt.span();
  }

  /** Exactly the document's text at {@link #span()}. */
  public String text() {
    return excerpt.text();
  }

  /** What is embedded and searched by keyword: the prefix, then the text. */
  public String passage() {
    return passage(prefix, text());
  }

  /** A hash of {@link #passage()}: equal passages share one vector. */
  public String passageHash() {
    return Hash.of(passage()).hex();
  }

  static String passage(String prefix, String text) {
    return prefix.isEmpty() ? text : prefix + "\n" + text;
  }
}
