/** Trees, differences and bundles of recorded runs; {@link dev.athanor.trail.Trails} records them. */
@NullMarked
package dev.athanor.trail;

import org.jspecify.annotations.NullMarked;
