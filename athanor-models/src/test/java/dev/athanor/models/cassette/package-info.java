/** Recorded exchanges with real providers: each goes through the adapters, and nothing of it may be dropped. */
@NullMarked
package dev.athanor.models.cassette;

import org.jspecify.annotations.NullMarked;
