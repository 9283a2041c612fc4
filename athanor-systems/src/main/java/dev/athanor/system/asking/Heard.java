package dev.athanor.system.asking;

import dev.athanor.model.ModelResponse;

/**
 * An answer, and who is to be asked next in the same matter.
 *
 * @param response the answer
 * @param models the one that has answered, and those that were not asked yet: one that has failed is not asked again
 */
public record Heard(ModelResponse response, ModelChoice models) {}
