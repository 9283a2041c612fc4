package dev.athanor.error;

import java.util.Objects;

/**
 * The root of every exception that Athanor throws. The message says what happened, the offending value, what was
 * expected and the next step to take; it never holds a secret.
 */
public class AthanorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final Category category;
  private final boolean retryable;

  /**
   * An error with a cause.
   *
   * @param code a stable, lower-case name such as {@code run-unknown}, for programs that read errors
   * @param retryable whether the same call may succeed later without a change
   */
  public AthanorException(String code, Category category, boolean retryable, String message,
      Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code);
    this.category = Objects.requireNonNull(category);
    this.retryable = retryable;
  }

  /** An error without a cause. */
  public AthanorException(String code, Category category, boolean retryable, String message) {
    super(message);
    this.code = Objects.requireNonNull(code);
    this.category = Objects.requireNonNull(category);
    this.retryable = retryable;
  }

  /** The caller asked for something that can't be. */
  public static AthanorException user(String code, String message) {
    return new AthanorException(code, Category.USER, false, message);
  }

  /** What is stored can't be read or written. */
  public static AthanorException data(String code, String message) {
    return new AthanorException(code, Category.DATA, false, message);
  }

  /** What is stored can't be read or written, because of something below us. */
  public static AthanorException data(String code, String message, Throwable cause) {
    return new AthanorException(code, Category.DATA, false, message, cause);
  }

  /** A stable, lower-case name of what happened. */
  public final String code() {
    return code;
  }

  /** Whose problem it is. */
  public final Category category() {
    return category;
  }

  /** Whether the same call may succeed later without a change. */
  public final boolean retryable() {
    return retryable;
  }
}
