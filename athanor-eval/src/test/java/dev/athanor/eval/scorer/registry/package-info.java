/** Tests. */
@NullMarked
package dev.athanor.eval.scorer.registry;

import org.jspecify.annotations.NullMarked;
