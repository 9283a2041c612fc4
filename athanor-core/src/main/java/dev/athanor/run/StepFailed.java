package dev.athanor.run;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import dev.athanor.journal.Failure;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step failed. Thrown by an operation to say how, and by the run to the program, live and replayed alike. A program may
 * catch it and go on.
 */
public final class StepFailed extends AthanorException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;
  private final @Nullable Duration retryAfter;

  /** A failure of an operation. */
  public StepFailed(String code, String message, boolean retryable) {
    this(new Failure(code, message, retryable));
  }

  /** A recorded failure. */
  public StepFailed(Failure failure) {
    this(failure, null);
  }

  private StepFailed(Failure failure, @Nullable Duration retryAfter) {
    super(failure.code(), failure.code().equals(Failure.BUDGET) ? Category.BUDGET : Category.PROVIDER,
        failure.retryable(), failure.message());
    this.failure = failure;
    this.retryAfter = retryAfter;
  }

  /** The same, of which the other side has said how long to wait before the next try. */
  public StepFailed retryAfter(Duration wait) {
    StepFailed same = new StepFailed(failure, wait);
    same.initCause(getCause());
    return same;
  }

  /** How long the other side asks to wait before the next try. Not on record: it counts for that try only. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** The failure as a value. */
  public Failure failure() {
    return failure;
  }
}
