/**
 * Models that are right as often as is known: what an evaluation measures can be compared with what it should measure.
 *
 * <p>Flow: {@link dev.athanor.simulator.accuracy.AnswerTable} has the questions with their right answers, and
 * {@link dev.athanor.simulator.accuracy.KnownAccuracy} answers them rightly or wrongly.
 *
 * <p>Start from {@link dev.athanor.simulator.accuracy.KnownAccuracy}.
 */
@NullMarked
package dev.athanor.simulator.accuracy;

import org.jspecify.annotations.NullMarked;
