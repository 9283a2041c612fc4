/** Tests of the simulator over HTTP. */
@NullMarked
package dev.athanor.simulator;

import org.jspecify.annotations.NullMarked;
