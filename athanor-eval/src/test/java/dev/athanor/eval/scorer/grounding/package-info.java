/** Tests. */
@NullMarked
package dev.athanor.eval.scorer.grounding;

import org.jspecify.annotations.NullMarked;
