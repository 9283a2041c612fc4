package dev.athanor.knowledge.retrieve;

import dev.athanor.json.Codec;
import dev.athanor.knowledge.index.SnapshotName;
import java.util.List;

/**
 * What a search found.
 *
 * @param snapshot the state of the index that was searched
 * @param hits the best first
 */
public record Retrieval(SnapshotName snapshot, List<Hit> hits) {
  /** As JSON. */
  public static final Codec<Retrieval> CODEC = Codec.of(Retrieval.class);

  /** Copies the hits. */
  public Retrieval {
    hits = List.copyOf(hits);
  }
}
