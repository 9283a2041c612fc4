/** Tests of recorded traffic. */
@NullMarked
package dev.athanor.simulator.cassette;

import org.jspecify.annotations.NullMarked;
