package dev.athanor.knowledge.retrieve;

import dev.athanor.json.Codec;
import dev.athanor.knowledge.index.SnapshotName;
import java.util.List;
import java.util.Optional;

/**
 * What a search found.
 *
 * @param snapshot the state of the index that was searched
 * @param hits the best first
 * @param explanation how they came about; empty if there is nothing to tell that the hits don't
 */
public record Retrieval(SnapshotName snapshot, List<Hit> hits, Optional<Explanation> explanation) {
  /** As JSON. */
  public static final Codec<Retrieval> CODEC = Codec.of(Retrieval.class);

  /** Copies the hits. */
  public Retrieval {
    hits = List.copyOf(hits);
  }

  /** Hits that explain themselves. */
  public Retrieval(SnapshotName snapshot, List<Hit> hits) {
    this(snapshot, hits, Optional.empty());
  }
}
