/**
 * How a scorer is named and set up in a file: a {@link dev.athanor.eval.scorer.kind.Kind} has a name, the settings that it knows, and makes a
 * scorer of {@link dev.athanor.eval.scorer.kind.Settings}.
 */
@NullMarked
package dev.athanor.eval.scorer.kind;

import org.jspecify.annotations.NullMarked;
