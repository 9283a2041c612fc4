/** Whether intervals hold and tests stay calm where the truth is known. Start from {@link dev.athanor.bench.statistics.CoverageBench}. */
@NullMarked
package dev.athanor.bench.statistics;

import org.jspecify.annotations.NullMarked;
