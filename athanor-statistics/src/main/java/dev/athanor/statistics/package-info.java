/**
 * Numbers that hold: estimates with intervals, paired comparisons, how many cases decide. Pure functions over numbers; what resamples is given
 * its randomness. Start from {@link dev.athanor.statistics.Observations} and {@link dev.athanor.statistics.Comparing}.
 */
@NullMarked
package dev.athanor.statistics;

import org.jspecify.annotations.NullMarked;
