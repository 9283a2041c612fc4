/** How long the command takes to start. Start from {@code StartBench}. */
@NullMarked
package dev.athanor.bench.start;

import org.jspecify.annotations.NullMarked;
