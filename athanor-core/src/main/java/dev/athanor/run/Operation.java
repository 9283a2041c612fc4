package dev.athanor.run;

import dev.athanor.journal.Effect;
import dev.athanor.journal.Spend;
import dev.athanor.json.Codec;
import java.time.Duration;
import java.util.Optional;

/**
 * One kind of contact with the outside. The request is its only input: what decides the answer stands there, since its hash
 * is what the answer is found by. Secrets are the exception; they are fetched inside {@link #live}.
 *
 * @param <Q> the request
 * @param <R> the response
 */
public interface Operation<Q, R> {
  /** By which records, settings and people name it, such as {@code retrieve}. */
  String name();

  /** Changes when the same request may get another answer for a reason that lies in the code. */
  String version();

  /** What living it does to the world. */
  Effect effect();

  /** Reads and writes requests. */
  Codec<Q> request();

  /** Reads and writes responses. */
  Codec<R> response();

  /**
   * Does it. Never calls the run. What it throws is recorded as the step's failure: a {@link StepFailed} as it is,
   * anything else as a failure that a retry won't help. For a WRITE the two differ: {@code StepFailed} says that it
   * did not happen, anything else that it is unknown whether it did.
   */
  R live(Q request, Attempt attempt) throws Exception;

  /**
   * For a WRITE that may have happened: looks for its trace on the other side.
   *
   * @return the response if it did happen; empty if that can't be told
   */
  default Optional<R> reconcile(Q request, Attempt attempt) throws Exception {
    return Optional.empty();
  }

  /** How often and when a retryable failure is tried again. */
  default Retry retry() {
    return Retry.NONE;
  }

  /** How long one attempt may take. */
  default Optional<Duration> timeout() {
    return Optional.empty();
  }

  /** How long a READ may answer other runs; other effects ignore it. */
  default Optional<Duration> timeToLive() {
    return Optional.empty();
  }

  /** What it will cost at most, so far as that can be told; reserved from the budget before it is lived. */
  default Spend estimate(Q request) {
    return Spend.NONE;
  }
}
