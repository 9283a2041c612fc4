package dev.athanor.run;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parts of one execution, put together: what a {@link ScopedRun} hands its program's questions to. */
final class Execution {
  private final Drive drive;
  private final Steps steps;
  private final Waits waits;
  private final Nested nested;
  private final Fan fan;
  private @Nullable Object continuation;

  Execution(Drive drive, Reuse reuse, Nested.Children children, Doorbell doorbell, Limits limits) {
    this.drive = drive;
    this.steps = new Steps(drive, reuse);
    this.waits = new Waits(drive, steps, reuse, doorbell, limits.patience());
    this.nested = new Nested(drive, steps, reuse, children);
    this.fan = new Fan(this, limits.branches());
  }

  Drive drive() {
    return drive;
  }

  Steps steps() {
    return steps;
  }

  Waits waits() {
    return waits;
  }

  Nested nested() {
    return nested;
  }

  Fan fan() {
    return fan;
  }

  /** The program wants to go on as a new run with this input. */
  synchronized void continueAs(Object input) {
    continuation = input;
  }

  synchronized Optional<Object> continuation() {
    return Optional.ofNullable(continuation);
  }
}
