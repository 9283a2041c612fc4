/** Tests. */
@NullMarked
package dev.athanor.eval.scorer.judge;

import org.jspecify.annotations.NullMarked;
