/**
 * Looks whether everything that a project stands on is sound, and says what to do where it isn't.
 *
 * <p>Start from {@link dev.athanor.cli.doctor.Examination}.
 */
@NullMarked
package dev.athanor.cli.doctor;

import org.jspecify.annotations.NullMarked;
