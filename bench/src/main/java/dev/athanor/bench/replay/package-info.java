/** How fast recorded runs are re-executed. Start from {@code ReplayBench}. */
@NullMarked
package dev.athanor.bench.replay;

import org.jspecify.annotations.NullMarked;
