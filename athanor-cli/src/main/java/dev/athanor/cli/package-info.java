/** The command line and the one place where everything is wired together. */
@NullMarked
package dev.athanor.cli;

import org.jspecify.annotations.NullMarked;
