/** Tests of scripts. */
@NullMarked
package dev.athanor.simulator.script;

import org.jspecify.annotations.NullMarked;
