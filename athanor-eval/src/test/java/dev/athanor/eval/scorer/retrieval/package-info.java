/** Tests. */
@NullMarked
package dev.athanor.eval.scorer.retrieval;

import org.jspecify.annotations.NullMarked;
