package dev.athanor.embedders;

import dev.athanor.error.AthanorException;
import dev.athanor.error.Category;
import dev.athanor.run.Retry;
import dev.athanor.run.StepFailed;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tries again what may pass, where no step of a run does it.
 *
 * @param retry how often, and how long apart
 * @param pausing how time is let pass
 */
public record Retrying(Retry retry, Pausing pausing) {
  /** How time is let pass. */
  @FunctionalInterface
  public interface Pausing {
    /** Returns after that time. */
    void pass(Duration time) throws InterruptedException;
  }

  /** What is tried. */
  @FunctionalInterface
  public interface Try<T> {
    /** One try. */
    T once() throws InterruptedException;
  }

  /** By the clock of this machine. */
  public static Retrying of(Retry retry) {
    return new Retrying(retry, Thread::sleep);
  }

  /** Its answer, or its last failure. */
  public <T> T answer(Try<T> asked) {
    for (int attempt = 1;; attempt++) {
      try {
        return asked.once();
      } catch (StepFailed failed) {
        if (!failed.retryable() || !retry.allows(attempt, failed.retryAfter())) {
          throw failed;
        }
        pause(retry.pause(attempt, failed.retryAfter(), ThreadLocalRandom.current()));
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  private void pause(Duration time) {
    try {
      pausing.pass(time);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  static AthanorException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new AthanorException("interrupted", Category.INTERNAL, true, "embedding was interrupted", e);
  }
}
