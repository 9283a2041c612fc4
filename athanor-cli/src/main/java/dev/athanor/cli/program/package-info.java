/**
 * Other people's programs: found on the path, started with the proxy's addresses in their environment, ended with us.
 *
 * <p>Start from {@link dev.athanor.cli.program.OtherProgram}.
 */
@NullMarked
package dev.athanor.cli.program;

import org.jspecify.annotations.NullMarked;
