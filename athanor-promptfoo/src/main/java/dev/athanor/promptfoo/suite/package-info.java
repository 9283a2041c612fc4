/**
 * Reads promptfoo's suites: {@link dev.athanor.promptfoo.suite.SuiteFile} makes a {@link dev.athanor.promptfoo.suite.Suite} of one, whose
 * cases carry their assertions, and names everything that can't run here as an {@link dev.athanor.promptfoo.suite.Obstacle} with its place.
 */
@NullMarked
package dev.athanor.promptfoo.suite;

import org.jspecify.annotations.NullMarked;
