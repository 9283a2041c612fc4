/**
 * What goes to a model when not everything fits: evidence and earlier turns up to a limit in tokens. What is left out, and why, is
 * a step of the run.
 *
 * <p>Start from {@link dev.athanor.system.context.FitOperation}.
 */
@NullMarked
package dev.athanor.system.context;

import org.jspecify.annotations.NullMarked;
