/**
 * Systems put to cases: an {@link dev.athanor.eval.experiment.Experiment} is the input of the program
 * {@link dev.athanor.eval.experiment.ExperimentProgram}, which calls a {@link dev.athanor.eval.experiment.Subject} for every arm, case and
 * repeat, and {@link dev.athanor.eval.experiment.Results} are its output (decision 021).
 */
@NullMarked
package dev.athanor.eval.experiment;

import org.jspecify.annotations.NullMarked;
