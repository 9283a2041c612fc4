package dev.athanor.knowledge.retrieve;

import dev.athanor.json.Codec;
import dev.athanor.knowledge.index.SnapshotName;

/**
 * A search. It names all that decides its result.
 *
 * @param snapshot the state of the index
 * @param query plain text
 * @param settings how to search
 */
public record RetrieveRequest(SnapshotName snapshot, String query, RetrievalSettings settings) {
  /** As JSON. */
  public static final Codec<RetrieveRequest> CODEC = Codec.of(RetrieveRequest.class);
}
