package dev.athanor.run;

import java.time.Duration;

/** Until when a wait holds. After that the wait fails with {@link dev.athanor.journal.Failure#DEADLINE}. */
public sealed interface Deadline {
  /** Without end. */
  Deadline NONE = new None();

  /** Without end. */
  record None() implements Deadline {}

  /** This long after the wait began, by the store's clock. */
  record After(Duration duration) implements Deadline {}

  /** This long after the wait began. */
  static Deadline after(Duration duration) {
    return new After(duration);
  }
}
