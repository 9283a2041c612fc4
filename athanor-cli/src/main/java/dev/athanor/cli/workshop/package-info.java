/**
 * The composition root: a project's store, index, embedder and programs, put together by plain constructor calls. What a
 * command does not use is not opened and not even loaded.
 *
 * <p>Start from {@link dev.athanor.cli.workshop.Workshop}.
 */
@NullMarked
package dev.athanor.cli.workshop;

import org.jspecify.annotations.NullMarked;
