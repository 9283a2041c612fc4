package dev.athanor.system.asking;

import dev.athanor.model.ModelResponse;

/**
 * An answer, and who is to be asked next in the same matter.
 *
 * @param response the answer
 * @param step the path of the step that has it, in the scope that asked
 * @param models the one that has answered, and those that were not asked yet: one that has failed is not asked again
 */
public record Heard(ModelResponse response, String step, ModelChoice models) {}
