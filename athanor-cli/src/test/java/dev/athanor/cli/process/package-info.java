/** The program as a user runs it: a process that can be killed, interrupted, and met by another one. */
@NullMarked
package dev.athanor.cli.process;

import org.jspecify.annotations.NullMarked;
