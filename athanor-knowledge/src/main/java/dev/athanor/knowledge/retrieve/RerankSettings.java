package dev.athanor.knowledge.retrieve;

import dev.athanor.error.AthanorException;
import dev.athanor.json.Codec;
import java.util.Optional;

/**
 * Which model compares question and passage once more.
 *
 * @param model an ONNX file
 * @param tokenizer its {@code vocab.txt} or {@code tokenizer.json}
 * @param candidates how many of the best passages it compares; only these are found
 * @param version which {@link Reranker#version()} it must be; any if none is given
 */
public record RerankSettings(String model, String tokenizer, int candidates, Optional<String> version) {
  /** As JSON. */
  public static final Codec<RerankSettings> CODEC = Codec.of(RerankSettings.class);

  /** How many, unless it is said. */
  public static final int CANDIDATES = 50;
  private static final int MOST = 1_000;

  /** Checks the bounds. */
  public RerankSettings {
    if (candidates < 1 || candidates > MOST) {
      throw AthanorException.user("retrieval-settings", "retrieval.reranker.candidates is " + candidates
          + "; expected a whole number from 1 to " + MOST);
    }
  }

  /** Whatever the files have. */
  public RerankSettings(String model, String tokenizer, int candidates) {
    this(model, tokenizer, candidates, Optional.empty());
  }

  /** The same with this version and no other. */
  public RerankSettings pinned(String to) {
    return new RerankSettings(model, tokenizer, candidates, Optional.of(to));
  }

  /** The same with so many passages at least. */
  RerankSettings atLeast(int passages) {
    return new RerankSettings(model, tokenizer, Math.max(passages, candidates), version);
  }
}
