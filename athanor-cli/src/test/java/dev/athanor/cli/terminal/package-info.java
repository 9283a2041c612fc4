/** Tests of {@code dev.athanor.cli.terminal}. */
@NullMarked
package dev.athanor.cli.terminal;

import org.jspecify.annotations.NullMarked;
