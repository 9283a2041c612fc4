/** Measurements, each repeated by a command in {@code bench/README.md}. */
@NullMarked
package dev.athanor.bench;

import org.jspecify.annotations.NullMarked;
