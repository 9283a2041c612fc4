/** Tests. */
@NullMarked
package dev.athanor.eval.scorer.json;

import org.jspecify.annotations.NullMarked;
