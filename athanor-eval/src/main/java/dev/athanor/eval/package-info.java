/**
 * Whether a system is good enough, better than another one, and better than the simple thing: cases, scorers, experiments, and numbers
 * that an engineer can decide from. An experiment is a run (decision 021); start at {@link dev.athanor.eval.dataset.Dataset} for what is
 * asked, and at {@link dev.athanor.eval.scorer.Scorer} for how an answer is measured.
 */
@NullMarked
package dev.athanor.eval;

import org.jspecify.annotations.NullMarked;
