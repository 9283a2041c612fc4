package dev.athanor.knowledge.ledger;

import dev.athanor.knowledge.chunk.ChunkedDocument;
import java.util.List;

/**
 * A document as it was recorded, with all that an index needs.
 *
 * @param document without the blocks it was parsed into, which nothing needs once it is cut
 * @param vectors one for each chunk, in their order
 */
public record StoredDocument(ChunkedDocument document, List<float[]> vectors) {

  public StoredDocument {
    vectors = List.copyOf(vectors);
  }
}
