package dev.athanor.langchain4j;

/** What a wrapped object does where no run is bound: outside of any, or on a thread that was not taken along. */
public enum Outside {
  /** It throws, so that nothing goes unrecorded by mistake and a replay lives nothing. */
  REFUSE,
  /** It does what it did before it was wrapped, and nothing is recorded. */
  PASS
}
