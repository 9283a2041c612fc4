/**
 * What answers are held against: a {@link dev.athanor.promptfoo.assertion.Sheet} of assertions, which stands in a case, and the
 * {@link dev.athanor.promptfoo.assertion.Grader} that puts their verdicts together with weights and thresholds. What each type means is in
 * {@link dev.athanor.promptfoo.assertion.AssertionTypes}, also of those that can't run here.
 */
@NullMarked
package dev.athanor.promptfoo.assertion;

import org.jspecify.annotations.NullMarked;
