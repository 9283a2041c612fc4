package dev.athanor.knowledge.sync;

/** What is to be done again with a document whose content has not changed. Each includes those after it. */
public enum Stage {
  /**
   * Read, clean, cut, embed: the parser, the cleaning or what is known of it beforehand has changed. What the parser gave is
   * not kept for that: it has what cleaning has taken out.
   */
  READ,
  /** Cut and embed: the chunker has changed. The text and its structure are in the ledger. */
  CUT,
  /** Embed: the embedder has changed. The chunks are in the ledger. */
  EMBED
}
