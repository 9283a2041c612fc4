/**
 * What a durable step costs: against the disk's own rate, and against Restate and DBOS doing the same. Each side runs
 * the same workload through {@code Workflows}. Start from {@code PeersBench}.
 */
@NullMarked
package dev.athanor.bench.durable;

import org.jspecify.annotations.NullMarked;
