/**
 * The commands. Each is a class that picocli fills from the arguments; it asks {@link dev.athanor.cli.command.Invocation} for
 * the screen and the project, does one thing, and answers with an exit code.
 *
 * <p>Start from {@link dev.athanor.cli.command.CommandTree}.
 */
@NullMarked
package dev.athanor.cli.command;

import org.jspecify.annotations.NullMarked;
