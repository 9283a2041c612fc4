/** What an evaluation lives again after a change. Start from {@link dev.athanor.bench.reuse.ReuseBench}. */
@NullMarked
package dev.athanor.bench.reuse;

import org.jspecify.annotations.NullMarked;
