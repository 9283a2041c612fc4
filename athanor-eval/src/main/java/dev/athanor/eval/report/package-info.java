/**
 * What an experiment has shown: each system's numbers with their intervals, what each differs from the baseline by, the cases that
 * tell most, and whether the gates hold. Numbers in, records out; how they look is somebody else's. Start at {@link dev.athanor.eval.report.Report}.
 */
@NullMarked
package dev.athanor.eval.report;

import org.jspecify.annotations.NullMarked;
