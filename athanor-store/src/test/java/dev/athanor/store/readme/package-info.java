/** The README's example, compiled and run as it stands there. */
@NullMarked
package dev.athanor.store.readme;

import org.jspecify.annotations.NullMarked;
