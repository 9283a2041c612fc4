package dev.athanor.journal;

/** How a step ended. */
public sealed interface Result {
  /** With a value. */
  record Ok(Content value) implements Result {}

  /** With a failure. */
  record Failed(Failure failure) implements Result {}
}
