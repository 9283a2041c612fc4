/**
 * How an answer is measured: a {@link dev.athanor.eval.scorer.Scorer} turns a {@link dev.athanor.eval.scorer.Sample} (a case, what the system
 * answered and what it did for it) into a {@link dev.athanor.eval.scorer.Score}.
 */
@NullMarked
package dev.athanor.eval.scorer;

import org.jspecify.annotations.NullMarked;
