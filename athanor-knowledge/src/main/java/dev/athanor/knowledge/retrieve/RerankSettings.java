package dev.athanor.knowledge.retrieve;

import dev.athanor.error.AthanorException;

/**
 * Which model compares question and passage once more.
 *
 * @param model an ONNX file
 * @param tokenizer its {@code vocab.txt} or {@code tokenizer.json}
 * @param candidates how many of the best passages it compares; only these are found
 */
public record RerankSettings(String model, String tokenizer, int candidates) {
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
}
