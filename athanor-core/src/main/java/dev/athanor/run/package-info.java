/**
 * The heart: a run is a program over a journal.
 *
 * <p>Everything a program does that is not a pure function of its input is a <i>step</i>. The program asks its
 * {@link dev.athanor.run.Run}, and the run answers from the past if it may, and lives the step if it must. A step names
 * an {@link dev.athanor.run.Operation}, whose request is all that it gets to see; its outcome is committed to the
 * {@link dev.athanor.journal.Journal} before the program gets the decoded record.
 *
 * <p>Flow: {@link dev.athanor.run.Runs} starts, drives, replays and forks; a drive re-executes the program from the
 * top over what is recorded, until it ends, waits or is in doubt. Start from {@code Runs}.
 */
@NullMarked
package dev.athanor.run;

import org.jspecify.annotations.NullMarked;
