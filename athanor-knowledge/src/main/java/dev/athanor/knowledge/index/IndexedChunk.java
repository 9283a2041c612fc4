package dev.athanor.knowledge.index;

import dev.athanor.knowledge.analysis.Language;
import dev.athanor.knowledge.chunk.ChunkId;
import dev.athanor.knowledge.chunk.Section;
import dev.athanor.document.DocumentId;
import dev.athanor.document.Excerpt;
import java.util.List;

/**
 * A chunk as a snapshot has it, with all that a citation needs.
 *
 * @param id derived from the chunk's content
 * @param document the document it stands in
 * @param version the version of that document's text
 * @param title what a reader would call the document
 * @param ordinal the chunk's position in its document, from 0
 * @param headings the headings over the chunk, outermost first
 * @param excerpt the chunk's text and where it stands
 * @param parent the section around it
 * @param language by whose rules it was cut into words
 */
public record IndexedChunk(ChunkId id, DocumentId document, String version, String title, int ordinal,
    List<String> headings, Excerpt excerpt, Section parent, Language language) {
  /** Copies the headings. */
  public IndexedChunk {
    headings = List.copyOf(headings);
  }
}
