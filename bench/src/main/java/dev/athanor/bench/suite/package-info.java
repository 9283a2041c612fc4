/** A suite of promptfoo, run by us and by promptfoo. Start from {@code SuiteBench}. */
@NullMarked
package dev.athanor.bench.suite;

import org.jspecify.annotations.NullMarked;
