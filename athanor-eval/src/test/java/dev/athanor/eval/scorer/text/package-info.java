/** Tests. */
@NullMarked
package dev.athanor.eval.scorer.text;

import org.jspecify.annotations.NullMarked;
