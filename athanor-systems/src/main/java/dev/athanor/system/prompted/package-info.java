/**
 * Answers through a model from prompts: one, or several of which each is told what those before it have found out.
 *
 * <p>Start from {@link dev.athanor.system.prompted.PromptProgram}.
 */
@NullMarked
package dev.athanor.system.prompted;

import org.jspecify.annotations.NullMarked;
