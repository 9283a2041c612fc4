/**
 * What a prompt is given and what it answers, described by JSON Schema or by Dotprompt's shorter Picoschema.
 *
 * <p>Flow: {@link dev.athanor.prompt.schema.Picoschema} makes JSON Schema of what stands in a file,
 * {@link dev.athanor.prompt.schema.JsonSchema} holds values against it, {@link dev.athanor.prompt.schema.Shape} says
 * which variables a template may use.
 *
 * <p>Start from {@link dev.athanor.prompt.schema.JsonSchema}.
 */
@NullMarked
package dev.athanor.prompt.schema;

import org.jspecify.annotations.NullMarked;
