/**
 * A project: a folder with an {@code athanor.yaml} that says what it knows and how it answers. Everything in that file is a
 * record that code can build as well.
 *
 * <p>Start from {@link dev.athanor.cli.project.Project}.
 */
@NullMarked
package dev.athanor.cli.project;

import org.jspecify.annotations.NullMarked;
