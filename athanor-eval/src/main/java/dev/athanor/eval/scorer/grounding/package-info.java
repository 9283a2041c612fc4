/**
 * Whether an answer stands on its evidence, without a model: {@link dev.athanor.eval.scorer.grounding.GroundingScorers}. An answer is cut into
 * claims; each claim's words, numbers, times, names and negations are looked for in the evidence; evidence that is JSON is also read as facts.
 */
@NullMarked
package dev.athanor.eval.scorer.grounding;

import org.jspecify.annotations.NullMarked;
