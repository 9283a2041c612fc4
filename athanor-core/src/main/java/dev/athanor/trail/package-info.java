/**
 * What people do with a recorded run: look at it as a tree, hold two beside each other, carry one to another machine.
 *
 * <p>Everything here reads a {@link dev.athanor.run.Recording} and lives nothing. Start from
 * {@link dev.athanor.trail.RunTree}, {@link dev.athanor.trail.RunDiff} or {@link dev.athanor.trail.Bundle}.
 */
@NullMarked
package dev.athanor.trail;

import org.jspecify.annotations.NullMarked;
