package dev.athanor.knowledge.chunk;

import dev.athanor.document.Document;
import java.util.List;

/**
 * A document and the pieces it was cut into.
 *
 * @param sections the parents, in reading order; {@code sections.get(i).ordinal() == i}
 * @param chunks in reading order; {@code chunks.get(i).ordinal() == i}. Empty when the document says nothing.
 */
public record ChunkedDocument(Document document, List<Section> sections, List<Chunk> chunks) {

  public ChunkedDocument {
    sections = List.copyOf(sections);
    chunks = List.copyOf(chunks);
  }
}
