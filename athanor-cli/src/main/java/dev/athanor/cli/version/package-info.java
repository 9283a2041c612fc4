/** Which version this is: {@link dev.athanor.cli.version.Version}. */
@NullMarked
package dev.athanor.cli.version;

import org.jspecify.annotations.NullMarked;
