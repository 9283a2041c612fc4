package dev.athanor.models.embedding;

/** A model of a provider that makes vectors. Safe for use by many threads. */
@FunctionalInterface
public interface EmbeddingModel {
  /**
   * Asks once.
   *
   * @throws dev.athanor.run.StepFailed with a code of {@link dev.athanor.model.ModelFailures}
   */
  Embedded embed(EmbeddingRequest request) throws InterruptedException;
}
