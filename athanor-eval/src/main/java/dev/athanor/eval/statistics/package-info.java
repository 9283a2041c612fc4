/**
 * Numbers that hold: estimates with intervals, paired comparisons, how many cases decide. Pure functions over numbers; what resamples is given
 * its randomness.
 */
@NullMarked
package dev.athanor.eval.statistics;

import org.jspecify.annotations.NullMarked;
