/**
 * Measures questions to an index of many chunks: how fast they are answered, alone and while a sync writes, whether the
 * nearest are found, and what memory that takes. Start from {@link dev.athanor.bench.queries.QueriesBench}.
 */
@NullMarked
package dev.athanor.bench.queries;

import org.jspecify.annotations.NullMarked;
