/** Tests. */
@NullMarked
package dev.athanor.eval.scorer.agent;

import org.jspecify.annotations.NullMarked;
