/**
 * Recorded runs and evaluations as JUnit tests. A test class supplies its program; {@link dev.athanor.junit.Replay} executes it over bundles
 * and fails where it does something else than what is recorded, in the words of {@code athanor replay}; {@link dev.athanor.junit.EvalTest}
 * puts it to the cases of a dataset, or to what an evaluation's file asks, and fails unless gates hold.
 *
 * <p>Start from {@link dev.athanor.junit.Replay}.
 */
@NullMarked
package dev.athanor.junit;

import org.jspecify.annotations.NullMarked;
