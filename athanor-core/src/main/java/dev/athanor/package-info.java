/** Runs that are programs over a journal: recorded, replayed, resumed and forked. */
@NullMarked
package dev.athanor;

import org.jspecify.annotations.NullMarked;
