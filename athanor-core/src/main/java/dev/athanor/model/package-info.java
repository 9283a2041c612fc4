/**
 * What a program says to a model and what a model says back: messages, tools, settings, usage. Own types, since records
 * must stay readable for years; providers are connected elsewhere.
 *
 * <p>Flow: a {@link dev.athanor.model.ModelRequest} goes through {@link dev.athanor.model.ModelOperation} to the
 * {@link dev.athanor.model.Model} that {@link dev.athanor.model.Models} has for its name, which streams
 * {@link dev.athanor.model.Delta}s and answers with a {@link dev.athanor.model.ModelResponse}.
 *
 * <p>Start from {@link dev.athanor.model.ModelOperation}.
 */
@NullMarked
package dev.athanor.model;

import org.jspecify.annotations.NullMarked;
