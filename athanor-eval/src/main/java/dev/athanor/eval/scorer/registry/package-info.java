/** Makes scorers of what files say: {@link dev.athanor.eval.scorer.registry.Scorers}. */
@NullMarked
package dev.athanor.eval.scorer.registry;

import org.jspecify.annotations.NullMarked;
