/** Tests of blame. */
@NullMarked
package dev.athanor.eval.blame;

import org.jspecify.annotations.NullMarked;
