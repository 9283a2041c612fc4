package dev.athanor.system.asking;

import dev.athanor.prompt.RenderedPrompt;
import dev.athanor.system.context.ContextLimits;

/**
 * How a model is asked, whatever is said.
 *
 * @param models who is asked
 * @param limits how much it may answer
 * @param prompt for its settings and the form of the answer
 */
public record Question(ModelChoice models, ContextLimits limits, RenderedPrompt prompt) {
  /** The same to others. */
  public Question to(ModelChoice others) {
    return new Question(others, limits, prompt);
  }
}
