/** How fast documents become searchable, beside LangChain4j. Start from {@code SyncBench}. */
@NullMarked
package dev.athanor.bench.sync;

import org.jspecify.annotations.NullMarked;
