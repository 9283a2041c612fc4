/** Canonical JSON against its RFC, Merkle parts and codecs against made-up values: {@link dev.athanor.json.RandomJson}. */
@NullMarked
package dev.athanor.json;

import org.jspecify.annotations.NullMarked;
