/** Statistics against published numbers, enumeration and simulated truth. */
@NullMarked
package dev.athanor.eval.statistics;

import org.jspecify.annotations.NullMarked;
