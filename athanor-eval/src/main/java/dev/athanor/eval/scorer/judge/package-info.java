/**
 * Models as judges: {@link dev.athanor.eval.scorer.judge.Judges} makes scorers that ask a model through the run, so that verdicts are recorded,
 * memoised and replayed as answers are. Prompts are versioned resources; a verdict is JSON, asked for once more if it is none, and unscored then.
 */
@NullMarked
package dev.athanor.eval.scorer.judge;

import org.jspecify.annotations.NullMarked;
