package dev.athanor.model;

import dev.athanor.run.Attempt;

/** A model that can be asked. Safe for use by many threads. */
public interface Model {
  /**
   * Asks it, streaming {@link Delta}s to the attempt as they come.
   *
   * @throws dev.athanor.run.StepFailed with a code of {@link ModelFailures}
   */
  ModelResponse ask(ModelRequest request, Attempt attempt) throws Exception;
}
