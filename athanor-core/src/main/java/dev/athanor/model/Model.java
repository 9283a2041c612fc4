package dev.athanor.model;

/** A model that can be asked. Safe for use by many threads. */
public interface Model {
  /**
   * Asks it, streaming {@link Delta}s to the attempt as they come, and telling it what the provider counts as soon as that is known.
   *
   * @throws dev.athanor.run.StepFailed with a code of {@link ModelFailures}
   */
  ModelResponse ask(ModelRequest request, ModelAttempt attempt) throws Exception;
}
