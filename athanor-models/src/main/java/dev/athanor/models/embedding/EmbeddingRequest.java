package dev.athanor.models.embedding;

import dev.athanor.model.ModelName;
import java.util.List;
import java.util.Optional;

/**
 * Texts of which vectors are wanted.
 *
 * @param model who makes them
 * @param texts at least one
 * @param kind what the texts are, for a provider that makes a difference
 * @param dimensions how long vectors shall be; empty for the model's own length
 */
public record EmbeddingRequest(ModelName model, List<String> texts, Kind kind,
    Optional<Integer> dimensions) {
  /** What texts are. */
  public enum Kind {
    /** Something to be found. */
    PASSAGE,
    /** What is looked for. */
    QUESTION
  }

  /** Checks and copies. */
  public EmbeddingRequest {
    texts = List.copyOf(texts);
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("there is no text to embed");
    }
  }
}
