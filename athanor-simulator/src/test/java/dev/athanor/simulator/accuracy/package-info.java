/** Tests of models that are right as often as is known. */
@NullMarked
package dev.athanor.simulator.accuracy;

import org.jspecify.annotations.NullMarked;
