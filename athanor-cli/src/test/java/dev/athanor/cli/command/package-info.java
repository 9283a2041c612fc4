/** Tests of {@code dev.athanor.cli.command}. */
@NullMarked
package dev.athanor.cli.command;

import org.jspecify.annotations.NullMarked;
