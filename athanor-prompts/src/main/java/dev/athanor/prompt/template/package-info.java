/**
 * Dotprompt templates: Handlebars with helpers for roles, history, media and sections.
 *
 * <p>Flow: {@link dev.athanor.prompt.template.TemplateText} parses and names what it includes;
 * {@link dev.athanor.prompt.template.VariableCheck} holds its variables against the input's schema;
 * {@link dev.athanor.prompt.template.Renderer} renders it into {@link dev.athanor.prompt.template.Turn}s.
 *
 * <p>Values can't forge what only the template may say: a role or a picture comes from a helper's call, which is marked in
 * the rendered text by a word that depends on the hash of all values, and never from a value that looks like one.
 *
 * <p>Start from {@link dev.athanor.prompt.template.Renderer}.
 */
@NullMarked
package dev.athanor.prompt.template;

import org.jspecify.annotations.NullMarked;
