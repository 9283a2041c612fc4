package dev.athanor.run;

import dev.athanor.journal.Failure;
import dev.athanor.journal.Path;
import dev.athanor.journal.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * How a drive of a run came out.
 *
 * @param <O> the program's output
 */
public sealed interface Outcome<O> {
  /** It is over, with an output. */
  record Done<O>(O output) implements Outcome<O> {}

  /** It is over, with a failure of a step or of the program. */
  record Failed<O>(Failure failure) implements Outcome<O> {}

  /** It waits; nothing is held. */
  record Waiting<O>(List<Wait> waits) implements Outcome<O> {}

  /** It stands before writes that may or may not have happened; a person must say. */
  record InDoubt<O>(List<Doubt> doubts) implements Outcome<O> {}

  /** The program did something else than what is recorded. Nothing was added to the record. */
  record Diverged<O>(Divergence divergence) implements Outcome<O> {}

  /** It is over: a budget allowed no more. */
  record Exhausted<O>(Failure failure) implements Outcome<O> {}

  /**
   * What a run waits for.
   *
   * @param run the run that waits: this one, or one that it called
   * @param due when the wait ends by itself
   */
  record Wait(RunId run, Path path, String signal, JsonNode subject, Optional<Instant> due) {}

  /** A write of which nobody knows whether it happened. */
  record Doubt(RunId run, Path path, String operation, JsonNode request) {}

  /** The output. Throws what stands in its way. */
  default O output() {
    return switch (this) {
      case Done<O>(var output) -> output;
      case Failed<O>(var failure) -> throw new StepFailed(failure);
      case Exhausted<O>(var failure) -> throw new StepFailed(failure);
      case Waiting<O>(var waits) -> throw NoOutput.because("the run waits: " + waits);
      case InDoubt<O>(var doubts) -> throw NoOutput.because("the run is in doubt about " + doubts);
      case Diverged<O>(var divergence) -> throw NoOutput.because(divergence.toString());
    };
  }
}
