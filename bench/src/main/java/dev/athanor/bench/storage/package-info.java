/**
 * What it takes to keep real agent conversations: every model call with its whole request, every tool call with its
 * result. Start from {@code StorageBench}.
 */
@NullMarked
package dev.athanor.bench.storage;

import org.jspecify.annotations.NullMarked;
