/** Statistics against published numbers, enumeration and simulated truth. */
@NullMarked
package dev.athanor.statistics;

import org.jspecify.annotations.NullMarked;
