/**
 * What cleaning and the search for copies cost, and how many copies are found. Start from
 * {@link dev.athanor.bench.clean.CleanBench} and {@link dev.athanor.bench.clean.LikenessBench}.
 */
@NullMarked
package dev.athanor.bench.clean;

import org.jspecify.annotations.NullMarked;
