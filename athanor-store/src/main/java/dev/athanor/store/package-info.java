/** Keeps journals and blobs in SQLite. */
@NullMarked
package dev.athanor.store;

import org.jspecify.annotations.NullMarked;
