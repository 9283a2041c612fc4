/**
 * Recorded runs as JUnit tests: a test names bundles and supplies the program, and fails where the program does something else than what
 * is recorded, in the words of {@code athanor replay}.
 *
 * <p>Start from {@link dev.athanor.junit.Replay}.
 */
@NullMarked
package dev.athanor.junit;

import org.jspecify.annotations.NullMarked;
