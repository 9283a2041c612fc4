/**
 * What it costs to have a model's streamed answers on record: many streams at once from the simulator, taken by a client
 * alone and by a journaled run. Start from {@code StreamBench}.
 */
@NullMarked
package dev.athanor.bench.stream;

import org.jspecify.annotations.NullMarked;
