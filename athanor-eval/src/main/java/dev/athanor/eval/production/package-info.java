/**
 * What people really asked, as cases: {@link dev.athanor.eval.production.ProductionRuns} chooses runs of the journal,
 * {@link dev.athanor.eval.production.RunCases} makes a dataset of them (decision 025).
 */
@NullMarked
package dev.athanor.eval.production;

import org.jspecify.annotations.NullMarked;
