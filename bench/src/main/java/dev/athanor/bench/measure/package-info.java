/**
 * How things are measured on a machine that other work shares: every side of a comparison works in short slices, one
 * after the other, round after round, and what counts is the ratio within a round. Start from
 * {@link dev.athanor.bench.measure.Rounds}.
 */
@NullMarked
package dev.athanor.bench.measure;

import org.jspecify.annotations.NullMarked;
