/**
 * Measures how well passages and answers are found, on public data with human judgements. What may be tuned is tuned on the
 * training or development part only; what is printed as a result comes from the other part.
 *
 * <p>Start from {@link dev.athanor.bench.retrieval.SciFact} (ranking) or {@link dev.athanor.bench.retrieval.Xquad}
 * (answers); each has a {@code main}, and {@code bench/README.md} has the commands.
 */
@NullMarked
package dev.athanor.bench.retrieval;

import org.jspecify.annotations.NullMarked;
