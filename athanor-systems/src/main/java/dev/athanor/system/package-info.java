/**
 * Systems that answer: from documents without a model, from documents through one, or through one alone. What a system is, is a
 * record; what answers is a {@link dev.athanor.run.Program}, whose runs are pinned to all that decides their answers.
 *
 * <p>The flow: a {@link dev.athanor.system.SystemDefinition} is checked and becomes what a run is pinned to
 * ({@link dev.athanor.system.Systems#ask}); the program of its kind, of which there is one for all systems of that kind, does what
 * its run is pinned to.
 *
 * <p>Start from {@link dev.athanor.system.Systems}.
 */
@NullMarked
package dev.athanor.system;

import org.jspecify.annotations.NullMarked;
