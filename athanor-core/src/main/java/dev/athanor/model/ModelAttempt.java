package dev.athanor.model;

import dev.athanor.run.Attempt;

/** One try at asking a model, as the model sees it. Safe for use by several threads. */
public interface ModelAttempt extends Attempt {
  /**
   * Says what the provider has counted so far, all told: it takes the place of what was said before. It is spent, however the attempt
   * ends.
   */
  void used(Usage soFar);
}
