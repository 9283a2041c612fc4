package dev.athanor.journal;

/** What living a step does to the world, and so when its record may stand for it. In order of caution. */
public enum Effect {
  /** A function of its request: parse, embed, retrieve from a named snapshot. Reused by address. */
  PURE,
  /** A draw from a distribution: a model call. Reused by address and draw. */
  SAMPLED,
  /** Reads what changes: SQL, HTTP GET, anything "current". Reused only for a declared time. */
  READ,
  /** A write that the other side deduplicates by our key; may be retried with the same key. */
  KEYED,
  /** A write that must not happen twice: an e-mail, a payment. What is undeclared is this. */
  WRITE;

  /** Whether living the step changes the world. */
  public boolean writes() {
    return this == KEYED || this == WRITE;
  }
}
