package dev.athanor.knowledge.ledger;

/** What became of a document the last time it was looked at. */
public sealed interface Outcome {

  /**
   * It is indexed as it is now.
   *
   * @param version of its extracted text
   */
  record Indexed(String version, int chunks, Provenance provenance) implements Outcome {
  }

  /** It cannot be read and never could. */
  record Failed(String reason) implements Outcome {
  }

  /** It cannot be read as it is now; what it was before is still indexed. */
  record Outdated(String reason, Indexed kept) implements Outcome {
  }
}
