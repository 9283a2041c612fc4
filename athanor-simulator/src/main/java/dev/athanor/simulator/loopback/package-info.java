/**
 * Web servers that this machine alone can reach, and nobody else.
 *
 * <p>Start from {@link dev.athanor.simulator.loopback.LoopbackServer}.
 */
@NullMarked
package dev.athanor.simulator.loopback;

import org.jspecify.annotations.NullMarked;
