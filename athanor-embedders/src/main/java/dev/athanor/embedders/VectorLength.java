package dev.athanor.embedders;

import dev.athanor.knowledge.embed.Embedder;
import java.util.List;
import java.util.Optional;

/** How long the vectors of an embedder are: asked for once, where nobody has said it. Safe for use by many threads. */
final class VectorLength {
  /** Guarded by this. */
  private Optional<Integer> known;

  VectorLength(Optional<Integer> said) {
    this.known = said;
  }

  synchronized int of(Embedder embedder) {
    if (known.isEmpty()) {
      known = Optional.of(embedder.embed(List.of("How long is a vector?")).getFirst().length);
    }
    return known.get();
  }
}
