/** Compares JSON by value, and with a JSON Schema. Start from {@link dev.athanor.eval.scorer.json.JsonScorers}. */
@NullMarked
package dev.athanor.eval.scorer.json;

import org.jspecify.annotations.NullMarked;
