/**
 * Prompts as versioned files: Dotprompt, with the schemas of what goes in and out, and the shared state that is read and
 * written.
 *
 * <p>Flow: a {@link dev.athanor.prompt.PromptLibrary} finds files in a folder; a {@link dev.athanor.prompt.PromptFile} is one
 * that parses; a {@link dev.athanor.prompt.Prompt} has all partials that it depends on and a version that is their hash; it
 * renders a {@link dev.athanor.prompt.RenderedPrompt}, from which a question to a model is made. A run that uses one is pinned
 * to its {@link dev.athanor.prompt.PromptPin}.
 *
 * <p>Start from {@link dev.athanor.prompt.Prompt}.
 */
@NullMarked
package dev.athanor.prompt;

import org.jspecify.annotations.NullMarked;
