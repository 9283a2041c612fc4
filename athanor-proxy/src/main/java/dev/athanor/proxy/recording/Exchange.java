package dev.athanor.proxy.recording;

import dev.athanor.proxy.exchange.Answered;
import dev.athanor.proxy.exchange.Asked;
import dev.athanor.run.Operation;
import dev.athanor.run.StepFailed;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** A request that the program takes, and what becomes of it. */
interface Exchange {
  /** What is asked. */
  Asked asked();

  /** Its name, if it has one; else it is named by what it asks. */
  default Optional<String> key() {
    return Optional.empty();
  }

  /**
   * What answers it where the record does not.
   *
   * @param change what is different in the body that is sent on; empty if it goes on as it came
   */
  Operation<Asked, Answered> operation(Optional<UnaryOperator<JsonNode>> change);

  /** The answer is on record. */
  void answered(String key, Answered answered);

  /** There is no answer: the run does not allow it. */
  void refused(StepFailed failure);

  /** There is no answer: the run was left. */
  void left();
}
