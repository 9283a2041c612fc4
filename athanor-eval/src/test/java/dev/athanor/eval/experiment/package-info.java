/** Tests of experiments. */
@NullMarked
package dev.athanor.eval.experiment;

import org.jspecify.annotations.NullMarked;
