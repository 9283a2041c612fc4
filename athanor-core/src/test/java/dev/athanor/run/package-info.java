/** The kernel's rules as tests; {@link dev.athanor.run.Calls} is the outside world that they count. */
@NullMarked
package dev.athanor.run;

import org.jspecify.annotations.NullMarked;
