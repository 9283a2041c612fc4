package dev.athanor.run;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import dev.athanor.journal.Failure;

/**
 * A step failed. Thrown by an operation to say how, and by the run to the program, live and replayed alike. A program may
 * catch it and go on.
 */
public final class StepFailed extends AthanorException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  /** A failure of an operation. */
  public StepFailed(String code, String message, boolean retryable) {
    this(new Failure(code, message, retryable));
  }

  /** A recorded failure. */
  public StepFailed(Failure failure) {
    super(failure.code(), failure.code().equals(Failure.BUDGET) ? Category.BUDGET : Category.PROVIDER,
        failure.retryable(), failure.message());
    this.failure = failure;
  }

  /** The failure as a value. */
  public Failure failure() {
    return failure;
  }
}
