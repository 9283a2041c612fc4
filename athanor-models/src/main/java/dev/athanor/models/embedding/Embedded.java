package dev.athanor.models.embedding;

import dev.athanor.model.Usage;
import java.util.List;

/**
 * What a model has made.
 *
 * @param vectors one for each text, in their order, all of one length, of finite numbers; as the provider has scaled them
 * @param usage what the provider has counted
 */
public record Embedded(List<float[]> vectors, Usage usage) {
  /** Copies the list. */
  public Embedded {
    vectors = List.copyOf(vectors);
  }
}
