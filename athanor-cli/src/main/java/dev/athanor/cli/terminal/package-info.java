/**
 * What a person sees: colour where the terminal has it, aligned columns, a bar that says how far something is. The result
 * goes to stdout and all talk about it to stderr.
 *
 * <p>Start from {@link dev.athanor.cli.terminal.Screen}.
 */
@NullMarked
package dev.athanor.cli.terminal;

import org.jspecify.annotations.NullMarked;
