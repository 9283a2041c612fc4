/**
 * Judges as instruments: what a judge says beside what people say of the same cases. Start at {@link dev.athanor.eval.calibration.VerdictFile},
 * which reads cases with labels and verdicts; {@link dev.athanor.eval.calibration.Calibration} measures, and is kept and read again as JSON.
 */
@NullMarked
package dev.athanor.eval.calibration;

import org.jspecify.annotations.NullMarked;
