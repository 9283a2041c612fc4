package dev.athanor.journal;

import java.util.Objects;

/**
 * How something failed, as a value that is recorded.
 *
 * @param code a stable, lower-case name such as {@code timeout}
 * @param message for people
 * @param retryable whether the same request may succeed later
 */
public record Failure(String code, String message, boolean retryable) {
  /** The code of a step that a budget refused. */
  public static final String BUDGET = "budget";
  /** The code of a step that came after a cancellation. */
  public static final String CANCELLED = "cancelled";
  /** The code of an effect that a dry run or a fork refused. */
  public static final String REFUSED = "refused";
  /** The code of a wait whose deadline passed, or a call that took too long. */
  public static final String DEADLINE = "deadline";

  /** The code of a try at a write of which a person said that it did not happen. */
  public static final String NOT_HAPPENED = "not-happened";

  /** Checks that nothing is missing. */
  public Failure {
    Objects.requireNonNull(code);
    Objects.requireNonNull(message);
  }

  @Override
  public String toString() {
    return code + ": " + message;
  }
}
