/**
 * Which step of a run is to blame for its end: {@link dev.athanor.eval.blame.Blame} draws again from each sampled step on, and looks at how
 * often the end is another one.
 */
@NullMarked
package dev.athanor.eval.blame;

import org.jspecify.annotations.NullMarked;
