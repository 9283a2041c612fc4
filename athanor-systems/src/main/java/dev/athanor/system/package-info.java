/**
 * Systems that answer: from documents without a model, from documents through one, or through one alone. Each is a
 * {@link dev.athanor.run.Program} whose runs are pinned to all that decides their answers.
 */
@NullMarked
package dev.athanor.system;

import org.jspecify.annotations.NullMarked;
