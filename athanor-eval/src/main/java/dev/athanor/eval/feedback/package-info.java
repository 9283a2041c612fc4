/**
 * What people say of answers: {@link dev.athanor.eval.feedback.Feedback} is a run of its own that names the run which it is about, so that
 * it is kept, carried and found as all else is.
 */
@NullMarked
package dev.athanor.eval.feedback;

import org.jspecify.annotations.NullMarked;
