/** Runs on the journal in SQLite whose processes are killed: {@link dev.athanor.store.runs.KilledProcessTest}. */
@NullMarked
package dev.athanor.store.runs;

import org.jspecify.annotations.NullMarked;
